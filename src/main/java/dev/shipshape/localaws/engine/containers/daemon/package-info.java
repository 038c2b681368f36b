/**
 * The container engine of this machine: where it listens, what it is, and what belongs to
 * this endpoint there. Nothing without this endpoint's label is ever touched.
 */
@NullMarked
package dev.shipshape.localaws.engine.containers.daemon;

import org.jspecify.annotations.NullMarked;
