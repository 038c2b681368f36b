@NullMarked
package dev.shipshape.network;

import org.jspecify.annotations.NullMarked;
