package dev.shipshape.localaws.ecs.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Tasks: list, describe, stop. Stopped ones stay visible for an hour. */
public final class Tasks {

    private final EcsTables tables;

    private final Clusters clusters;

    private final Tags tags;

    private final Engine engine;

    /** Tasks in these tables. */
    public Tasks(EcsTables tables, Clusters clusters, Tags tags, Engine engine) {
        this.tables = tables;
        this.clusters = clusters;
        this.tags = tags;
        this.engine = engine;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListTasks", Operation.of(ListTasksRequest::builder, this::list), "DescribeTasks",
                Operation.of(DescribeTasksRequest::builder, this::describe), "StopTask",
                Operation.of(StopTaskRequest::builder, this::stop).requiring("task"));
    }

    private ListTasksResponse list(CallContext context, ListTasksRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        checkFilters(request);
        if (request.serviceName() != null) {
            String service = Names.below(cluster, ":service/") + Names.last(request.serviceName());
            if (this.tables.services().find(service).isEmpty()) {
                throw EcsErrors.serviceNotFound();
            }
        }
        String status = (request.desiredStatusAsString() != null) ? request.desiredStatusAsString() : "RUNNING";
        List<String> arns = this.tables.tasks()
            .startingWith(Names.below(cluster, ":task/"))
            .stream()
            // AWS keeps PENDING as a value that matches nothing.
            .filter((task) -> status.equals(task.desiredStatus()))
            .filter(matches(request))
            .map(Task::taskArn)
            .toList();
        Page<String> page = Pages.of(arns, request.maxResults(), 100, request.nextToken());
        return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.nextToken()).build();
    }

    private static void checkFilters(ListTasksRequest request) {
        if (request.serviceName() != null && request.family() != null) {
            throw EcsErrors.invalidParameter("Cannot specify both serviceName and family.");
        }
        if (request.startedBy() != null
                && (request.serviceName() != null || request.family() != null || request.containerInstance() != null)) {
            throw EcsErrors.invalidParameter("startedBy must be the only filter.");
        }
    }

    private static Predicate<Task> matches(ListTasksRequest request) {
        return (task) -> isEqual(request.startedBy(), task.startedBy())
                && (request.serviceName() == null
                        || ("service:" + Names.last(request.serviceName())).equals(task.group()))
                && (request.family() == null || request.family().equals(family(task)))
                && isEqual(request.launchTypeAsString(), task.launchTypeAsString())
                && isEqual(request.containerInstance(), task.containerInstanceArn());
    }

    private static boolean isEqual(@Nullable String asked, @Nullable String actual) {
        return asked == null || asked.equals(actual);
    }

    private static String family(Task task) {
        return Names.last(task.taskDefinitionArn()).replaceFirst(":\\d+$", "");
    }

    private DescribeTasksResponse describe(CallContext context, DescribeTasksRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.tasks().isEmpty()) {
            throw EcsErrors.invalidParameter("Tasks cannot be empty.");
        }
        if (request.tasks().size() > 100) {
            throw EcsErrors.invalidParameter("Cannot describe more than 100 tasks at a time.");
        }
        List<Task> tasks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        boolean withTags = request.include().contains(TaskField.TAGS);
        for (String reference : request.tasks()) {
            String arn = arn(cluster, reference);
            this.tables.tasks()
                .find(arn)
                .ifPresentOrElse(
                        (task) -> tasks.add(task.toBuilder().tags(withTags ? this.tags.of(arn) : List.of()).build()),
                        () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return DescribeTasksResponse.builder().tasks(tasks).failures(failures).build();
    }

    private static String arn(Cluster cluster, String reference) {
        return Names.below(cluster, ":task/") + Names.last(reference);
    }

    private StopTaskResponse stop(CallContext context, StopTaskRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Task task = this.tables.tasks()
            .find(arn(cluster, request.task()))
            .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
        String reason = (request.reason() != null) ? request.reason() : "Task stopped by user";
        if (reason.length() > 1024) {
            throw EcsErrors.invalidParameter("The reason must not be longer than 1024 characters.");
        }
        Task stopped = this.engine.stop(task, context.now(), TaskStopCode.USER_INITIATED, reason);
        // StopTask also deletes the tags of the task (API reference).
        this.tags.drop(task.taskArn());
        return StopTaskResponse.builder().task(stopped).build();
    }

}
