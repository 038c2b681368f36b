@NullMarked
package dev.shipshape.tasks.map;

import org.jspecify.annotations.NullMarked;
