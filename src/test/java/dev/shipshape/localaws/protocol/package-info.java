@NullMarked
package dev.shipshape.localaws.protocol;

import org.jspecify.annotations.NullMarked;
