@NullMarked
package dev.shipshape.localaws;

import org.jspecify.annotations.NullMarked;
