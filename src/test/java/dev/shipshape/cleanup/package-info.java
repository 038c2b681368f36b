@NullMarked
package dev.shipshape.cleanup;

import org.jspecify.annotations.NullMarked;
