@NullMarked
package dev.shipshape.registry.push;

import org.jspecify.annotations.NullMarked;
