@NullMarked
package dev.shipshape.search;

import org.jspecify.annotations.NullMarked;
