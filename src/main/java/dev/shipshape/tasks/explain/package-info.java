/** AWS's reasons in plain words: why a task stopped, why it was not started. */
@NullMarked
package dev.shipshape.tasks.explain;

import org.jspecify.annotations.NullMarked;
