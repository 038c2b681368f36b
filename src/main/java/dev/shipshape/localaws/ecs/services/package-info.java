/** Services of ECS, and the scheduler that keeps their tasks. */
@NullMarked
package dev.shipshape.localaws.ecs.services;

import org.jspecify.annotations.NullMarked;
