/** Asks AWS's price list for the regions that are used. */
@NullMarked
package dev.shipshape.cost.refresh;

import org.jspecify.annotations.NullMarked;
