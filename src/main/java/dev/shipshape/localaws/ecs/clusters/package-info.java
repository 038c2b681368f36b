/** Clusters of ECS, their capacity providers. */
@NullMarked
package dev.shipshape.localaws.ecs.clusters;

import org.jspecify.annotations.NullMarked;
