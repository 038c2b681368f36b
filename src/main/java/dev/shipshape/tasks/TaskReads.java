package dev.shipshape.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
import dev.shipshape.aws.Gathering;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.explain.StopReason;
import dev.shipshape.tasks.kept.KeptTasks;
import dev.shipshape.web.Problem;
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

    /** DescribeTasks takes 100 a call (ECS API reference). */
    private static final int A_CALL = 100;

    static final Comparator<Task> NEWEST_FIRST = Comparator
        .comparing((Task task) -> task.times().created(), Comparator.nullsFirst(Comparator.naturalOrder()))
        .reversed()
        .thenComparing(Task::id);

    private final AwsClients clients;

    private final SharedReads reads;

    private final ResourceLedger ledger;

    private final KeptTasks kept;

    TaskReads(AwsClients clients, SharedReads reads, ResourceLedger ledger, KeptTasks kept) {
        this.clients = clients;
        this.reads = reads;
        this.ledger = ledger;
        this.kept = kept;
    }

    /**
     * All tasks of a cluster, RUNNING and STOPPED, the newest first. ListTasks answers
     * with one of the two at a time. A cluster that has gone meanwhile has none.
     */
    List<Task> in(Connection connection, String cluster) {
        EcsClient ecs = this.clients.ecs(connection);
        try {
            List<String> arns = new ArrayList<>();
            for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
                ecs.listTasksPaginator(ListTasksRequest.builder().cluster(cluster).desiredStatus(desired).build())
                    .taskArns()
                    .forEach(arns::add);
            }
            return describe(connection, cluster, arns);
        }
        catch (ClusterNotFoundException ex) {
            return List.of();
        }
        catch (Problem problem) {
            if (problem.getCause() instanceof ClusterNotFoundException) {
                return List.of();
            }
            throw problem;
        }
    }

    /** The same, batch by batch and in no order. */
    void gather(Connection connection, String cluster, Gathering<Task> gathering) {
        EcsClient ecs = this.clients.ecs(connection);
        try {
            for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
                ecs.listTasksPaginator(ListTasksRequest.builder().cluster(cluster).desiredStatus(desired).build())
                    .forEach((page) -> gather(connection, cluster, page.taskArns(), gathering));
            }
        }
        catch (ClusterNotFoundException ex) {
            // gone meanwhile, and its tasks with it
        }
    }

    private void gather(Connection connection, String cluster, List<String> arns, Gathering<Task> gathering) {
        if (!arns.isEmpty()) {
            gathering.batch(arns.size(), () -> noted(connection, describeSome(connection, cluster, arns)));
        }
    }

    /** The task of this id or ARN; empty if AWS does not know it, or not any more. */
    Optional<Task> find(Connection connection, String cluster, String task) {
        try {
            return describe(connection, cluster, List.of(task)).stream().findFirst();
        }
        catch (ClusterNotFoundException ex) {
            return Optional.empty();
        }
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
        List<String> once = arns.stream().distinct().toList();
        List<List<String>> calls = new ArrayList<>();
        for (int from = 0; from < once.size(); from += A_CALL) {
            calls.add(once.subList(from, Math.min(from + A_CALL, once.size())));
        }
        List<software.amazon.awssdk.services.ecs.model.Task> told = (calls.size() == 1)
                ? describeSome(connection, cluster, calls.get(0))
                : this.reads.each(calls, (some) -> describeSome(connection, cluster, some))
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        return noted(connection, told).stream().sorted(NEWEST_FIRST).toList();
    }

    private List<Task> noted(Connection connection, List<software.amazon.awssdk.services.ecs.model.Task> told) {
        List<Task> tasks = told.stream().map(Task::of).toList();
        noteStopped(connection, tasks);
        this.kept.seen(connection, told.stream().filter((task) -> "STOPPED".equals(task.lastStatus())).toList());
        return tasks;
    }

    private List<software.amazon.awssdk.services.ecs.model.Task> describeSome(Connection connection, String cluster,
            List<String> arns) {
        DescribeTasksResponse answer = this.clients.ecs(connection)
            .describeTasks((request) -> request.cluster(cluster).tasks(arns).include(TaskField.TAGS));
        EcsFailures.check(answer.failures());
        return answer.tasks();
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
