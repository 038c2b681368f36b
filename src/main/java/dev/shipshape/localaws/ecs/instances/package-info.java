/**
 * Container instances of ECS: the machines that tasks of launch type EC2 are placed on.
 */
@NullMarked
package dev.shipshape.localaws.ecs.instances;

import org.jspecify.annotations.NullMarked;
