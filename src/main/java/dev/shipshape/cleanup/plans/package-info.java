/** Plans of clean-up, and carrying them out: which step, when, how far, what is left. */
@NullMarked
package dev.shipshape.cleanup.plans;

import org.jspecify.annotations.NullMarked;
