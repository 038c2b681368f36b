package dev.shipshape.overview;

import java.time.Clock;
import java.time.Instant;

import dev.shipshape.aws.Connection;
import dev.shipshape.tasks.Task;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * A task in the overview's short list.
 *
 * @param id the task's id
 * @param page its page's address
 * @param definition its revision
 * @param cluster its cluster's name
 * @param connection its connection's name
 * @param state its state
 * @param created when it was made
 * @param atRest whether nothing of it is expected to change by itself
 */
public record RunningRow(String id, String page, String definition, String cluster, String connection, Status state,
        @Nullable Instant created, boolean atRest) {

    static RunningRow of(Connection connection, Task task, Clock clock) {
        return new RunningRow(task.id(), task.page(connection), task.definition(), task.cluster(), connection.name(),
                task.state(), task.times().created(), task.atRest(clock));
    }

}
