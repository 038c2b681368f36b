/** Notices: who is told what and when, delivered once at least, and what they allow. */
@NullMarked
package dev.shipshape.cleanup.notices;

import org.jspecify.annotations.NullMarked;
