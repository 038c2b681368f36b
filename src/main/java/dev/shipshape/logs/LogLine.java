package dev.shipshape.logs;

import java.time.Instant;

/**
 * One line that a container wrote.
 *
 * @param time when
 * @param text the line
 */
public record LogLine(Instant time, String text) {
}
