@NullMarked
package dev.shipshape.tasks.explain;

import org.jspecify.annotations.NullMarked;
