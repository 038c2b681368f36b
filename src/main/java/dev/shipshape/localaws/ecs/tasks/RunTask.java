package dev.shipshape.localaws.ecs.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.tasks.TaskStarter.Started;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * RunTask: up to ten tasks at once, the same call only once per client token; and
 * StartTask, which names the container instances.
 */
public final class RunTask {

    private static final Duration TOKENS_STAY = Duration.ofHours(24);

    private final EcsTables tables;

    private final Clusters clusters;

    private final Tags tags;

    private final TaskStarter starter;

    private final TaskOrders orders;

    private final Table<Call> calls;

    private final Schedule forgetting;

    /** RunTask with what it needs of its neighbours. */
    public RunTask(Store store, EcsTables tables, Clusters clusters, TaskDefinitions definitions, Tags tags,
            TaskStarter starter, Network network) {
        this.tables = tables;
        this.clusters = clusters;
        this.tags = tags;
        this.starter = starter;
        this.orders = new TaskOrders(definitions, tags, network);
        this.calls = store.records("ecs.run-task-tokens", Call.class);
        this.forgetting = store.schedule("ecs.run-task-token-ends");
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("RunTask", Operation.of(RunTaskRequest::builder, this::run).requiring("taskDefinition"),
                "StartTask", Operation.of(StartTaskRequest::builder, this::start).requiring("taskDefinition"));
    }

    /** Forgets the client tokens of a day ago. */
    public void advance(Instant now) {
        for (String key : this.forgetting.due(now)) {
            this.forgetting.cancel(key);
            this.calls.remove(key);
        }
    }

    private RunTaskResponse run(CallContext context, RunTaskRequest request) {
        Placement.checkType(request.launchType());
        Cluster cluster = this.clusters.active(context, request.cluster());
        String token = request.clientToken();
        if (token == null) {
            return answer(start(context, cluster, request));
        }
        if (token.isEmpty() || token.length() > 64) {
            throw EcsErrors.invalidParameter("clientToken must be between 1 and 64 characters long.");
        }
        String key = cluster.clusterArn() + "|" + token;
        String parameters = JsonCodec.write(request);
        Optional<Call> before = this.calls.find(key)
            .filter((call) -> call.at().plus(TOKENS_STAY).isAfter(context.now()));
        if (before.isPresent()) {
            return answer(again(before.get(), parameters));
        }
        Started started = start(context, cluster, request);
        this.calls.put(key, Call.of(parameters, started, context.now()));
        this.forgetting.set(key, context.now().plus(TOKENS_STAY));
        return answer(started);
    }

    private static RunTaskResponse answer(Started started) {
        return RunTaskResponse.builder().tasks(started.tasks()).failures(started.failures()).build();
    }

    private Started again(Call before, String parameters) {
        if (!before.parameters().equals(parameters)) {
            throw EcsErrors.conflict(before.tasks());
        }
        List<Task> tasks = before.tasks()
            .stream()
            .flatMap((arn) -> this.tables.tasks().find(arn).stream())
            .map((task) -> task.toBuilder().tags(this.tags.of(task.taskArn())).build())
            .toList();
        return new Started(tasks, before.refusals());
    }

    private Started start(CallContext context, Cluster cluster, RunTaskRequest request) {
        int count = (request.count() != null) ? request.count() : 1;
        if (count < 1 || count > 10) {
            throw EcsErrors.invalidParameter("Count should be between 1 and 10.");
        }
        Order order = this.orders.order(context, cluster, request);
        if (!order.placement().isFargate() && order.placement().strategy().isEmpty()
                && !this.starter.hasInstances(cluster)) {
            throw EcsErrors.invalidParameter("No Container Instances were found in your cluster.");
        }
        return this.starter.start(order, count, context.now());
    }

    private StartTaskResponse start(CallContext context, StartTaskRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.containerInstances().isEmpty()) {
            throw EcsErrors.client("Container Instances cannot be empty.");
        }
        if (request.containerInstances().size() > 10) {
            throw EcsErrors.invalidParameter("Cannot start tasks on more than 10 container instances at a time.");
        }
        RunTaskRequest alike = RunTaskRequest.builder()
            .taskDefinition(request.taskDefinition())
            .launchType("EC2")
            .networkConfiguration(request.networkConfiguration())
            .overrides(request.overrides())
            .group(request.group())
            .startedBy(request.startedBy())
            .referenceId(request.referenceId())
            .tags(request.tags())
            .propagateTags(request.propagateTags())
            .enableECSManagedTags(request.enableECSManagedTags())
            .enableExecuteCommand(request.enableExecuteCommand())
            .volumeConfigurations(request.volumeConfigurations())
            .build();
        List<String> instances = request.containerInstances()
            .stream()
            .map((one) -> References.within(context, cluster, "container-instance", one))
            .toList();
        Started started = this.starter.startOn(instances, this.orders.order(context, cluster, alike), context.now());
        return StartTaskResponse.builder().tasks(started.tasks()).failures(started.failures()).build();
    }

    /**
     * What a client token stands for.
     *
     * @param failures {@code arn reason} each; null in the state of an older release
     */
    record Call(String parameters, List<String> tasks, @Nullable List<String> failures, Instant at) {

        static Call of(String parameters, Started started, Instant at) {
            return new Call(parameters, started.tasks().stream().map(Task::taskArn).toList(),
                    started.failures().stream().map((one) -> one.arn() + " " + one.reason()).toList(), at);
        }

        List<Failure> refusals() {
            return (this.failures == null) ? List.of()
                    : this.failures.stream()
                        .map((one) -> one.split(" ", 2))
                        .map((parts) -> Failure.builder().arn(parts[0]).reason(parts[1]).build())
                        .toList();
        }

    }

}
