package dev.shipshape.logs.view;

import java.util.List;

/**
 * Lines of a source, oldest first.
 *
 * @param lines the lines
 * @param next asks for those that follow
 * @param more whether there are such already
 * @param remark why there are none, if that is not simply so
 */
public record LogPage(List<Line> lines, String next, boolean more, String remark) {
}
