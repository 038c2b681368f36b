/** What containers do: whether they run, what they write, whether they are healthy. */
@NullMarked
package dev.shipshape.localaws.engine.containers.watch;

import org.jspecify.annotations.NullMarked;
