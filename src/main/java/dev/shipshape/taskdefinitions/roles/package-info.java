/**
 * The IAM roles that a task definition names, and the execution role that is made where
 * there is none.
 */
@NullMarked
package dev.shipshape.taskdefinitions.roles;

import org.jspecify.annotations.NullMarked;
