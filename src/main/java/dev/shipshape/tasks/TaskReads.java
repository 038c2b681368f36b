package dev.shipshape.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
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

    private final AwsClients clients;

    private final ResourceLedger ledger;

    TaskReads(AwsClients clients, ResourceLedger ledger) {
        this.clients = clients;
        this.ledger = ledger;
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
        List<Task> tasks = new ArrayList<>();
        List<String> once = arns.stream().distinct().toList();
        for (int from = 0; from < once.size(); from += A_CALL) {
            List<String> some = once.subList(from, Math.min(from + A_CALL, once.size()));
            DescribeTasksResponse answer = this.clients.ecs(connection)
                .describeTasks((request) -> request.cluster(cluster).tasks(some).include(TaskField.TAGS));
            EcsFailures.check(answer.failures());
            answer.tasks().stream().map(Task::of).forEach(tasks::add);
        }
        tasks.sort(Comparator
            .comparing((Task task) -> task.times().created(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed()
            .thenComparing(Task::id));
        noteStopped(connection, tasks);
        return List.copyOf(tasks);
    }

    private void noteStopped(Connection connection, List<Task> tasks) {
        List<Task> stopped = tasks.stream().filter(Task::stopped).toList();
        if (stopped.isEmpty()) {
            return;
        }
        Set<String> standing = this.ledger.standing()
            .stream()
            .filter((entry) -> entry.getConnection().equals(connection.name()))
            .map(LedgerEntry::resource)
            .filter((resource) -> resource.kind().equals(Tasks.KIND))
            .map((resource) -> resource.arn())
            .collect(Collectors.toSet());
        stopped.stream()
            .filter((task) -> standing.contains(task.arn()))
            .forEach((task) -> this.ledger.gone(connection, task.arn(),
                    task.why().map((reason) -> reason.what()).orElse(null)));
    }

}
