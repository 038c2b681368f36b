package dev.shipshape.localaws.ecs.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Tasks: describe, stop. Stopped ones stay visible for an hour. */
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
        return Map.of("DescribeTasks", Operation.of(DescribeTasksRequest::builder, this::describe), "StopTask",
                Operation.of(StopTaskRequest::builder, this::stop).requiring("task"));
    }

    private DescribeTasksResponse describe(CallContext context, DescribeTasksRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.tasks().isEmpty()) {
            throw EcsErrors.invalidParameter("Tasks cannot be empty.");
        }
        if (request.tasks().size() > 100) {
            throw EcsErrors.invalidParameter("Tasks cannot have more than 100 elements.");
        }
        List<Task> tasks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        boolean withTags = request.include().contains(TaskField.TAGS);
        for (String reference : request.tasks()) {
            String arn = References.within(context, cluster, "task", reference);
            this.tables.tasks()
                .find(arn)
                .ifPresentOrElse(
                        (task) -> tasks.add(task.toBuilder().tags(withTags ? this.tags.of(arn) : List.of()).build()),
                        () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return DescribeTasksResponse.builder().tasks(tasks).failures(failures).build();
    }

    private StopTaskResponse stop(CallContext context, StopTaskRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Task task = this.tables.tasks()
            .find(References.within(context, cluster, "task", request.task()))
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
