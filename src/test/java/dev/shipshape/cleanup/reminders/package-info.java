@NullMarked
package dev.shipshape.cleanup.reminders;

import org.jspecify.annotations.NullMarked;
