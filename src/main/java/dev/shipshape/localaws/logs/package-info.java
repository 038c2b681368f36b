/** Amazon CloudWatch Logs: groups, streams, events, and where tasks write to. */
@NullMarked
package dev.shipshape.localaws.logs;

import org.jspecify.annotations.NullMarked;
