/** The Activity page: who changed what, when, and what came of it. */
@NullMarked
package dev.shipshape.audit.activity;

import org.jspecify.annotations.NullMarked;
