/** What the room above tells about a service: its tasks. */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.ecsservices.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
