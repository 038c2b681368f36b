@NullMarked
package dev.shipshape.localaws.engine.simulated;

import org.jspecify.annotations.NullMarked;
