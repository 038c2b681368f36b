/**
 * What the rooms above tell the action log and the ledger: kinds of resources, and who
 * acts.
 */
@NamedInterface("spi")
@NullMarked
package dev.shipshape.audit.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
