@NullMarked
package dev.shipshape.cleanup.notices;

import org.jspecify.annotations.NullMarked;
