/**
 * What is the same in every form that starts something: what it runs on, which clusters,
 * revisions and networks there are, what is in the way, what it costs.
 */
@NamedInterface("launch")
@NullMarked
package dev.shipshape.ecsservices.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
