package dev.shipshape.logs.view;

import java.util.List;
import java.util.Set;

/**
 * What is watched together: all streams of a log group, or those of containers.
 *
 * @param key names it among all that are watched on a connection
 * @param naming how a line tells which stream it is of
 * @param parts where its lines lie, each in one log group; empty if nowhere that can be
 * read
 */
public record LogSource(String key, Naming naming, List<Part> parts) {

    /** How a line tells which stream it is of. */
    public enum Naming {

        /** By its container. */
        CONTAINER,
        /** By its container and the beginning of its task's id. */
        CONTAINER_AND_TASK,
        /** By the stream's own name. */
        STREAM

    }

    /** A whole log group. */
    public static LogSource group(String region, String name) {
        return new LogSource("group " + name, Naming.STREAM, List.of(new Part(region, name, "", Set.of())));
    }

    /** What a line of a stream, {@code prefix/container/task-id}, is marked with. */
    String label(String stream) {
        String[] parts = stream.split("/", -1);
        if (this.naming == Naming.STREAM || parts.length < 3) {
            return stream;
        }
        String container = parts[parts.length - 2];
        String task = parts[parts.length - 1];
        return (this.naming == Naming.CONTAINER) ? container
                : container + " " + task.substring(0, Math.min(task.length(), 6));
    }

    /**
     * Streams of one log group.
     *
     * @param region the AWS region's id
     * @param group the log group
     * @param prefix what the streams' names begin with; empty for all
     * @param streams the streams themselves; empty for all that begin so
     */
    public record Part(String region, String group, String prefix, Set<String> streams) {

        boolean has(String stream) {
            return this.streams.isEmpty() || this.streams.contains(stream);
        }

    }

}
