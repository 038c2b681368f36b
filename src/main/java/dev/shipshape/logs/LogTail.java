package dev.shipshape.logs;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lines of a log stream, oldest first.
 *
 * @param state whether there is a stream to read
 * @param lines the lines
 * @param nextToken asks for what is written after them; null without a stream
 * @param earlierToken asks for what stands before them; null without a stream
 */
public record LogTail(State state, List<LogLine> lines, @Nullable String nextToken, @Nullable String earlierToken) {

    /** Whether there is a stream to read. */
    public enum State {

        /** There is, though it may be without lines. */
        THERE,
        /** The container has written nothing yet, or the stream was deleted. */
        NO_STREAM,
        /** There is no such log group. */
        NO_GROUP

    }

    static LogTail without(State state) {
        return new LogTail(state, List.of(), null, null);
    }

}
