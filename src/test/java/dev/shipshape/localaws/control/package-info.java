@NullMarked
package dev.shipshape.localaws.control;

import org.jspecify.annotations.NullMarked;
