@NullMarked
package dev.shipshape.localaws.server;

import org.jspecify.annotations.NullMarked;
