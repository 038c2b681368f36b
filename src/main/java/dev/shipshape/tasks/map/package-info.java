/** A cluster as a picture: its tasks as tiles, grouped by what one wants to see. */
@NullMarked
package dev.shipshape.tasks.map;

import org.jspecify.annotations.NullMarked;
