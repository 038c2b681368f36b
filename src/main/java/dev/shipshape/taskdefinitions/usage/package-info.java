/** Where revisions are used, as the rooms above tell it. */
@NullMarked
package dev.shipshape.taskdefinitions.usage;

import org.jspecify.annotations.NullMarked;
