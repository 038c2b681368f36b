/**
 * The endpoint's own web server, and what it refuses before any service sees a request:
 * foreign host names, malformed HTTP and bodies that come too slowly.
 */
@NullMarked
package dev.shipshape.localaws.server;

import org.jspecify.annotations.NullMarked;
