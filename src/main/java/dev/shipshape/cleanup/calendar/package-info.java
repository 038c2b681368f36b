/** A calendar feed for each person: when things expire, and when keeping them ends. */
@NullMarked
package dev.shipshape.cleanup.calendar;

import org.jspecify.annotations.NullMarked;
