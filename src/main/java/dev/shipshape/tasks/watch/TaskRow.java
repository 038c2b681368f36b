package dev.shipshape.tasks.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.explain.StopReason;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * A task in a list.
 *
 * @param id its id
 * @param arn AWS's name of it
 * @param page its page's address
 * @param status its state
 * @param why why it stopped, in a few words; empty while it runs
 * @param cluster its cluster's name
 * @param definition its revision, such as {@code web:3}
 * @param family its revision's family
 * @param service the service that keeps it; empty for none
 * @param launch what it runs on
 * @param created when it was made
 * @param stopped whether it is over
 */
record TaskRow(String id, String arn, String page, Status status, String why, String cluster, String definition,
        String family, String service, String launch, @Nullable Instant created, boolean stopped) {

    static final Map<String, Comparator<TaskRow>> ORDERS = Map.of("id", Comparator.comparing(TaskRow::id), "state",
            Comparator.comparing((row) -> row.status().word()), "cluster", Comparator.comparing(TaskRow::cluster),
            "definition", Comparator.comparing(TaskRow::definition), "service", Comparator.comparing(TaskRow::service),
            "launch", Comparator.comparing(TaskRow::launch), "created", Comparator.comparing(TaskRow::since));

    static TaskRow of(Connection connection, Task task) {
        return new TaskRow(task.id(), task.arn(), task.page(connection), task.state(),
                task.why().map(StopReason::firstWords).orElse(""), task.cluster(), task.definition(), task.family(),
                task.service(), task.launch().word(), task.times().created(), task.stopped());
    }

    private Instant since() {
        return (this.created != null) ? this.created : Instant.EPOCH;
    }

    /** What a filter looks at; a failed task counts as stopped, too. */
    Map<String, String> facts() {
        return Map.of("id", this.id, "state", this.status.word() + (this.stopped ? " stopped" : ""), "cluster",
                this.cluster, "family", this.family, "definition", this.definition, "service", this.service, "launch",
                this.launch, "why", this.why);
    }

}
