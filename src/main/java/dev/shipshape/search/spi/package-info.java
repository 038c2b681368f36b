/** What a room implements so that its things are found. */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.search.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
