/** What the console did, done again by the commands that it wrote down. */
@NullMarked
package dev.shipshape.equivalence;

import org.jspecify.annotations.NullMarked;
