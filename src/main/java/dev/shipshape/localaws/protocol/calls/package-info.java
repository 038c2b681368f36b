/**
 * A call on its way from the HTTP request to the answer: its body, its credential, the
 * service and the operation that it is for.
 */
@NullMarked
package dev.shipshape.localaws.protocol.calls;

import org.jspecify.annotations.NullMarked;
