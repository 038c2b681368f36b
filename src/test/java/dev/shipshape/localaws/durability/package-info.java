/** What was acknowledged outlives kill -9. */
@NullMarked
package dev.shipshape.localaws.durability;

import org.jspecify.annotations.NullMarked;
