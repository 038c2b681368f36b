/** Keeps the newest revisions of a family, and those in use, and lets the others go. */
@NullMarked
package dev.shipshape.taskdefinitions.retention;

import org.jspecify.annotations.NullMarked;
