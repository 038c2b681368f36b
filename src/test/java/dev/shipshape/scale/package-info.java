/** Long lists, and many who look at them. */
@NullMarked
package dev.shipshape.scale;

import org.jspecify.annotations.NullMarked;
