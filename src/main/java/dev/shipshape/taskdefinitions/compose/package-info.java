/** Compose files and task definitions, either way round. */
@NullMarked
package dev.shipshape.taskdefinitions.compose;

import org.jspecify.annotations.NullMarked;
