/** Operations of ECS that the sandbox refuses, in AWS's own words. */
@NullMarked
package dev.shipshape.localaws.ecs.refusals;

import org.jspecify.annotations.NullMarked;
