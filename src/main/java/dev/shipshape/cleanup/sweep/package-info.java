/** The sweep: what stands in our connections, made by anyone, in every region in use. */
@NullMarked
package dev.shipshape.cleanup.sweep;

import org.jspecify.annotations.NullMarked;
