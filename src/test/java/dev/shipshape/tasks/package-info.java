@NullMarked
package dev.shipshape.tasks;

import org.jspecify.annotations.NullMarked;
