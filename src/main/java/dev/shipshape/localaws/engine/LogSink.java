package dev.shipshape.localaws.engine;

import java.time.Instant;

/** Where containers with the log driver awslogs write. Called inside a transaction. */
public interface LogSink {

    /** Whether the log group exists. */
    boolean hasGroup(String region, String group);

    /** Makes the log group, for {@code awslogs-create-group}; does nothing if there. */
    void createGroup(String region, String group);

    /** Appends a line, making the stream when it is not there yet. */
    void append(String region, String group, String stream, Instant time, String line);

}
