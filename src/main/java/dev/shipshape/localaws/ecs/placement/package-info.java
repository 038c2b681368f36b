/** Where tasks of launch type EC2 go: what they need, what fits, what is preferred. */
@NullMarked
package dev.shipshape.localaws.ecs.placement;

import org.jspecify.annotations.NullMarked;
