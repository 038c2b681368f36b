@NullMarked
package dev.shipshape.logs;

import org.jspecify.annotations.NullMarked;
