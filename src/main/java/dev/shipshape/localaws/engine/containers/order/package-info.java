/**
 * What is asked of the container engine for a task: its containers, network and volumes,
 * and what is refused because it would reach into this machine.
 */
@NullMarked
package dev.shipshape.localaws.engine.containers.order;

import org.jspecify.annotations.NullMarked;
