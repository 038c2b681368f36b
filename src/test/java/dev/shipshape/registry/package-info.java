@NullMarked
package dev.shipshape.registry;

import org.jspecify.annotations.NullMarked;
