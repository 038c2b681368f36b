/** Load balancers and target groups that services register their tasks with. */
@NullMarked
package dev.shipshape.network.balancing;

import org.jspecify.annotations.NullMarked;
