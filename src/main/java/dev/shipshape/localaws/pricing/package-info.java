/** The AWS Price List API, over a small list of prices that never change. */
@NullMarked
package dev.shipshape.localaws.pricing;

import org.jspecify.annotations.NullMarked;
