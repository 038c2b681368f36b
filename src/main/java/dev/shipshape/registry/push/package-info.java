/** Pushes images to a registry as any client does, and makes the samples to push. */
@NullMarked
package dev.shipshape.registry.push;

import org.jspecify.annotations.NullMarked;
