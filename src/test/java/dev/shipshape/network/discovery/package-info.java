@NullMarked
package dev.shipshape.network.discovery;

import org.jspecify.annotations.NullMarked;
