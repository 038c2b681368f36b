@NullMarked
package dev.shipshape.cleanup.channels;

import org.jspecify.annotations.NullMarked;
