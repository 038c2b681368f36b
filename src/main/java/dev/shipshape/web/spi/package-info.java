/** What a room implements to put something of its own into the frame. */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.web.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
