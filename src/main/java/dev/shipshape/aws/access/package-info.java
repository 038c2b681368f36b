/** Who we are on each connection, and what we may see and do there. */
@NullMarked
package dev.shipshape.aws.access;

import org.jspecify.annotations.NullMarked;
