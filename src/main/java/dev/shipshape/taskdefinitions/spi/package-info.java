/** What the rooms above tell the task definitions: who uses them. */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.taskdefinitions.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
