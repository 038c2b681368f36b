/** What the tasks of a cluster run on: capacity providers and container instances. */
@NamedInterface("infrastructure")
@NullMarked
package dev.shipshape.clusters.infrastructure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
