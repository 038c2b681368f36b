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
 * @param group the group that it was started in, such as {@code family:web}
 * @param launch what it runs on
 * @param zone its availability zone; empty where AWS does not say
 * @param startedBy who started it, in a person's words; empty for nobody
 * @param created when it was made
 * @param started when its containers ran; null if they never did
 * @param stoppedAt when it stopped; null while it runs
 * @param seenAt when AWS told of it last, where only our records keep it
 * @param ending whether it was told to stop
 */
record TaskRow(String id, String arn, String page, Status status, String why, String cluster, String definition,
        String family, String service, String group, String launch, String zone, String startedBy,
        @Nullable Instant created, @Nullable Instant started, @Nullable Instant stoppedAt, @Nullable Instant seenAt,
        boolean ending) {

    private static final Comparator<@Nullable Instant> TIME = Comparator.nullsFirst(Comparator.naturalOrder());

    static final Map<String, Comparator<TaskRow>> ORDERS = Map.ofEntries(
            Map.entry("id", Comparator.comparing(TaskRow::id)),
            Map.entry("state", Comparator.comparing((row) -> row.status().word())),
            Map.entry("why", Comparator.comparing(TaskRow::why)),
            Map.entry("cluster", Comparator.comparing(TaskRow::cluster)),
            Map.entry("definition",
                    Comparator.comparing(TaskRow::family)
                        .thenComparingInt((row) -> row.definition().length())
                        .thenComparing(TaskRow::definition)),
            Map.entry("service", Comparator.comparing(TaskRow::service).thenComparing(TaskRow::group)),
            Map.entry("launch", Comparator.comparing(TaskRow::launch).thenComparing(TaskRow::zone)),
            Map.entry("zone", Comparator.comparing(TaskRow::zone)),
            Map.entry("created", Comparator.comparing(TaskRow::created, TIME)),
            Map.entry("started", Comparator.comparing(TaskRow::started, TIME)),
            Map.entry("stopped", Comparator.comparing(TaskRow::stoppedAt, TIME)));

    static TaskRow of(Connection connection, Task task) {
        return new TaskRow(task.id(), task.arn(), task.page(connection), task.state(),
                task.why().map(StopReason::firstWords).orElse(""), task.cluster(), task.definition(), task.family(),
                task.service(), task.group(), task.launch().word(), task.zone(), task.starter(), task.times().created(),
                task.times().started(), task.times().stopped(), task.seenAt(), task.ending());
    }

    /** Whether it is over. */
    boolean stopped() {
        return this.stoppedAt != null || this.status.word().equals("Failed") || this.status.word().equals("Stopped");
    }

    /** Whether it can be told to stop. */
    public boolean stoppable() {
        return !stopped() && !this.ending;
    }

    /**
     * What names it in an answer to a form: a task's id is unique in its cluster only.
     */
    public String key() {
        return this.cluster + "/" + this.id;
    }

    /** What a filter looks at; a failed task counts as stopped, too. */
    Map<String, String> facts() {
        return Map.ofEntries(Map.entry("id", this.id),
                Map.entry("state", this.status.word() + (stopped() ? " stopped" : "")),
                Map.entry("cluster", this.cluster), Map.entry("family", this.family),
                Map.entry("definition", this.definition), Map.entry("service", this.service),
                Map.entry("group", this.group), Map.entry("launch", this.launch), Map.entry("zone", this.zone),
                Map.entry("started-by", this.startedBy), Map.entry("why", this.why),
                Map.entry("kept", (this.seenAt != null) ? "yes" : "no"));
    }

}
