package dev.shipshape.tasks.watch;

import java.util.List;

import dev.shipshape.logs.LogLine;

/**
 * What one container of a task wrote.
 *
 * @param container the container's name
 * @param lines its latest lines
 * @param remark why there are none; empty if there are
 */
record TaskLog(String container, List<LogLine> lines, String remark) {
}
