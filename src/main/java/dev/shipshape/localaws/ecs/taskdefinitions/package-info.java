/** Task definitions of ECS: registered, listed, deleted, and what is checked of them. */
@NullMarked
package dev.shipshape.localaws.ecs.taskdefinitions;

import org.jspecify.annotations.NullMarked;
