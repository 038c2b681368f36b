/** The calls on the tags of everything in ECS. */
@NullMarked
package dev.shipshape.localaws.ecs.tags;

import org.jspecify.annotations.NullMarked;
