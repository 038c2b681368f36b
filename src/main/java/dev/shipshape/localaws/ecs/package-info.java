/** Amazon ECS: clusters, task definitions, tasks, services and their tags. */
@NullMarked
package dev.shipshape.localaws.ecs;

import org.jspecify.annotations.NullMarked;
