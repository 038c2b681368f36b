/** What a service ran before, and the way back to it. */
@NullMarked
package dev.shipshape.ecsservices.history;

import org.jspecify.annotations.NullMarked;
