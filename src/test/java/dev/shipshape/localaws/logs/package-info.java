@NullMarked
package dev.shipshape.localaws.logs;

import org.jspecify.annotations.NullMarked;
