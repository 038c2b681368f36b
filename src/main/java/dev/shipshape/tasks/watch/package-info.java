/** The pages that show tasks: lists, and the life of one. */
@NullMarked
package dev.shipshape.tasks.watch;

import org.jspecify.annotations.NullMarked;
