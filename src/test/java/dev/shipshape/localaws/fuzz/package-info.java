/** Malformed requests by the thousand, from a seed. */
@NullMarked
package dev.shipshape.localaws.fuzz;

import org.jspecify.annotations.NullMarked;
