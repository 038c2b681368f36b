/** Clusters of ECS, their capacity providers, and what the sandbox has none of. */
@NullMarked
package dev.shipshape.localaws.ecs.clusters;

import org.jspecify.annotations.NullMarked;
