/** Task sets, of services that somebody else than ECS deploys. */
@NullMarked
package dev.shipshape.localaws.ecs.tasksets;

import org.jspecify.annotations.NullMarked;
