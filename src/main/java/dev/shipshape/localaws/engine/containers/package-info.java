/**
 * Tasks of real containers, at a Docker-compatible engine of this machine. Each task has
 * a thread of its own that asks the engine for one thing after another and writes down
 * what happened, each time in a short transaction; none is open while the engine works.
 */
@NullMarked
package dev.shipshape.localaws.engine.containers;

import org.jspecify.annotations.NullMarked;
