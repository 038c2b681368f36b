/**
 * What can be made to go wrong, for classes and tests: refused, slow, half-done and lost
 * calls, a shortage of capacity, pulls without end.
 */
@NullMarked
package dev.shipshape.localaws.faults;

import org.jspecify.annotations.NullMarked;
