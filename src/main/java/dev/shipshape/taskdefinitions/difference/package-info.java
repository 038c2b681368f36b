/** What one revision says and another does not. */
@NullMarked
package dev.shipshape.taskdefinitions.difference;

import org.jspecify.annotations.NullMarked;
