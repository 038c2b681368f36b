/** What a room that owns a kind of resource tells clean-up about it. */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.cleanup.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
