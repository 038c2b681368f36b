/** Images, brought to the container engine of this machine. */
@NullMarked
package dev.shipshape.localaws.engine.containers.images;

import org.jspecify.annotations.NullMarked;
