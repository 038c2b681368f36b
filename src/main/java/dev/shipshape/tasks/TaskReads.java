package dev.shipshape.tasks;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.GatheredReads;
import dev.shipshape.aws.Gathering;
import dev.shipshape.tasks.explain.StopReason;
import dev.shipshape.tasks.kept.KeptTasks;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.TaskField;

/**
 * Asks ECS for tasks. What it sees STOPPED goes from the ledger: that is AWS's own word.
 */
@Component
class TaskReads {

    private static final Comparator<Task> NEWEST_FIRST = Comparator
        .comparing((Task task) -> task.times().created(), Comparator.nullsFirst(Comparator.naturalOrder()))
        .reversed()
        .thenComparing(Task::id);

    private final AwsClients clients;

    private final GatheredReads gathered;

    private final ResourceLedger ledger;

    private final KeptTasks kept;

    TaskReads(AwsClients clients, GatheredReads gathered, ResourceLedger ledger, KeptTasks kept) {
        this.clients = clients;
        this.gathered = gathered;
        this.ledger = ledger;
        this.kept = kept;
    }

    /** All tasks of a cluster, RUNNING and STOPPED, the newest first. */
    List<Task> in(Connection connection, String cluster, Extent extent) {
        return this.gathered.list(connection, key(cluster), "task", extent,
                (gathering) -> gather(connection, cluster, gathering));
    }

    /** The same, asked of AWS now. */
    List<Task> now(Connection connection, String cluster) {
        return this.gathered.now((gathering) -> gather(connection, cluster, gathering));
    }

    /** The tasks of these clusters as they were last read, without asking AWS. */
    Optional<List<Task>> peek(Connection connection, List<String> clusters) {
        return this.gathered.peek(connection, clusters.stream().map(TaskReads::key).toList());
    }

    private static String key(String cluster) {
        return "tasks " + cluster;
    }

    /**
     * ListTasks answers with RUNNING or STOPPED ones at a time. A task that stops between
     * the two calls may be in both. A cluster that has gone meanwhile has none.
     */
    private void gather(Connection connection, String cluster, Gathering<Task> gathering) {
        EcsClient ecs = this.clients.ecs(connection);
        Set<String> listed = new HashSet<>();
        gathering.sorted(NEWEST_FIRST);
        try {
            for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
                ecs.listTasksPaginator(ListTasksRequest.builder().cluster(cluster).desiredStatus(desired).build())
                    .forEach((page) -> describe(connection, cluster,
                            page.taskArns().stream().filter(listed::add).toList(), gathering));
            }
        }
        catch (ClusterNotFoundException ex) {
            // gone meanwhile, and its tasks with it
        }
    }

    /** A page of ListTasks is at most 100, which is what DescribeTasks takes a call. */
    private void describe(Connection connection, String cluster, List<String> arns, Gathering<Task> gathering) {
        if (!arns.isEmpty()) {
            gathering.batch(arns.size(), () -> describe(connection, cluster, arns));
        }
    }

    /** The task of this id or ARN; empty if AWS does not know it, or not any more. */
    Optional<Task> find(Connection connection, String cluster, String task) {
        return describe(connection, cluster, List.of(task)).stream().findFirst();
    }

    /** The same as AWS tells it, with all that was asked for when it was run. */
    Optional<software.amazon.awssdk.services.ecs.model.Task> told(Connection connection, String cluster, String task) {
        try {
            return this.clients.ecs(connection)
                .describeTasks((request) -> request.cluster(cluster).tasks(task).include(TaskField.TAGS))
                .tasks()
                .stream()
                .findFirst();
        }
        catch (ClusterNotFoundException ex) {
            return Optional.empty();
        }
    }

    private List<Task> describe(Connection connection, String cluster, List<String> arns) {
        List<software.amazon.awssdk.services.ecs.model.Task> told;
        try {
            DescribeTasksResponse answer = this.clients.ecs(connection)
                .describeTasks((request) -> request.cluster(cluster).tasks(arns).include(TaskField.TAGS));
            EcsFailures.check(answer.failures());
            told = answer.tasks();
        }
        catch (ClusterNotFoundException ex) {
            return List.of();
        }
        List<Task> tasks = told.stream().map(Task::of).toList();
        noteStopped(connection, tasks);
        this.kept.seen(connection, told.stream().filter((task) -> "STOPPED".equals(task.lastStatus())).toList());
        return tasks;
    }

    /** Asks the ledger only for what has stopped, and only where something has. */
    private void noteStopped(Connection connection, List<Task> tasks) {
        Map<String, String> stopped = new HashMap<>();
        tasks.stream()
            .filter(Task::stopped)
            .forEach((task) -> stopped.put(task.arn(), task.why().map(StopReason::what).orElse("")));
        if (!stopped.isEmpty()) {
            this.ledger.gone(connection, stopped);
        }
    }

}
