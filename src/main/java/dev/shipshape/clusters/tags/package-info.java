/** The tags of what stands in ECS: looked at and changed in one way for all kinds. */
@NamedInterface("tags")
@NullMarked
package dev.shipshape.clusters.tags;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
