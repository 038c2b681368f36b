/** Tasks of ECS: where they are placed, and how they are started, listed and stopped. */
@NullMarked
package dev.shipshape.localaws.ecs.tasks;

import org.jspecify.annotations.NullMarked;
