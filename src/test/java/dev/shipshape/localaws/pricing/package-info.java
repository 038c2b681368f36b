/** The Price List API, asked by the SDK. */
@NullMarked
package dev.shipshape.localaws.pricing;

import org.jspecify.annotations.NullMarked;
