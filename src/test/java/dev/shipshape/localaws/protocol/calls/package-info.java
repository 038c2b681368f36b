@NullMarked
package dev.shipshape.localaws.protocol.calls;

import org.jspecify.annotations.NullMarked;
