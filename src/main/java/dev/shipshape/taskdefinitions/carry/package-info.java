/**
 * What a task definition and other notations of the same have in common, and what is lost
 * between them: nothing is left out without being named.
 */
@NullMarked
package dev.shipshape.taskdefinitions.carry;

import org.jspecify.annotations.NullMarked;
