@NullMarked
package dev.shipshape.cost.refresh;

import org.jspecify.annotations.NullMarked;
