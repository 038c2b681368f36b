/** The form that runs a task: what it will be, what it will cost. */
@NullMarked
package dev.shipshape.tasks.run;

import org.jspecify.annotations.NullMarked;
