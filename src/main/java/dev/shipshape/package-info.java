/** The house: each package below is a room, with its rules in its package-info. */
@NullMarked
package dev.shipshape;

import org.jspecify.annotations.NullMarked;
