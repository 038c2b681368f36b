/** Tasks that only seem to run: states in time, log lines, a page behind each port. */
@NullMarked
package dev.shipshape.localaws.engine.simulated;

import org.jspecify.annotations.NullMarked;
