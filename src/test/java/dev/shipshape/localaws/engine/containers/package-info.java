@NullMarked
package dev.shipshape.localaws.engine.containers;

import org.jspecify.annotations.NullMarked;
