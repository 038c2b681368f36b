@NullMarked
package dev.shipshape.localaws.store;

import org.jspecify.annotations.NullMarked;
