/**
 * The embedded AWS endpoint: a server of its own that answers AWS's APIs and the image
 * registry, reached through its address alone. It uses no other room, and none uses it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.shipshape.localaws;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
