@NullMarked
package dev.shipshape.cleanup.calendar;

import org.jspecify.annotations.NullMarked;
