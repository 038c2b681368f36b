/**
 * Expiry: how long what is made may stand, extending and keeping it, and the rules of
 * labs and tags.
 */
@NullMarked
package dev.shipshape.cleanup.reminders;

import org.jspecify.annotations.NullMarked;
