@NullMarked
package dev.shipshape.localaws.engine;

import org.jspecify.annotations.NullMarked;
