/** Cloud Map, asked by the SDK. */
@NullMarked
package dev.shipshape.localaws.servicediscovery;

import org.jspecify.annotations.NullMarked;
