/** What the rooms above tell the registry: who uses its images. */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.registry.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
