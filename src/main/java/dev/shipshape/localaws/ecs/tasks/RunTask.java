package dev.shipshape.localaws.ecs.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecs.clusters.CapacityProviders;
import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskSizes;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** RunTask: up to ten tasks at once, the same call only once per client token. */
public final class RunTask {

    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9\\-/_]{0,128}");

    private static final Duration TOKENS_STAY = Duration.ofHours(24);

    private final EcsTables tables;

    private final Clusters clusters;

    private final TaskDefinitions definitions;

    private final Tags tags;

    private final TaskStarter starter;

    private final Network network;

    private final Table<Call> calls;

    /** RunTask with what it needs of its neighbours. */
    public RunTask(Store store, EcsTables tables, Clusters clusters, TaskDefinitions definitions, Tags tags,
            TaskStarter starter, Network network) {
        this.tables = tables;
        this.clusters = clusters;
        this.definitions = definitions;
        this.tags = tags;
        this.starter = starter;
        this.network = network;
        this.calls = store.records("ecs.run-task-tokens", Call.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("RunTask", Operation.of(RunTaskRequest::builder, this::run).requiring("taskDefinition"));
    }

    private RunTaskResponse run(CallContext context, RunTaskRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        String token = request.clientToken();
        if (token == null) {
            return RunTaskResponse.builder().tasks(start(context, cluster, request)).failures(List.of()).build();
        }
        if (token.isEmpty() || token.length() > 64) {
            throw EcsErrors.invalidParameter("clientToken must be between 1 and 64 characters long.");
        }
        String key = cluster.clusterArn() + "|" + token;
        String parameters = JsonCodec.write(request);
        Optional<Call> before = this.calls.find(key)
            .filter((call) -> call.at().plus(TOKENS_STAY).isAfter(context.now()));
        if (before.isPresent()) {
            return RunTaskResponse.builder().tasks(again(before.get(), parameters)).failures(List.of()).build();
        }
        List<Task> tasks = start(context, cluster, request);
        this.calls.put(key, new Call(parameters, tasks.stream().map(Task::taskArn).toList(), context.now()));
        return RunTaskResponse.builder().tasks(tasks).failures(List.of()).build();
    }

    private List<Task> again(Call before, String parameters) {
        if (!before.parameters().equals(parameters)) {
            throw EcsErrors.conflict(before.tasks());
        }
        return before.tasks()
            .stream()
            .flatMap((arn) -> this.tables.tasks().find(arn).stream())
            .map((task) -> task.toBuilder().tags(this.tags.of(task.taskArn())).build())
            .toList();
    }

    private List<Task> start(CallContext context, Cluster cluster, RunTaskRequest request) {
        int count = (request.count() != null) ? request.count() : 1;
        if (count < 1 || count > 10) {
            throw EcsErrors.invalidParameter("Count should be between 1 and 10.");
        }
        if (request.startedBy() != null && !STARTED_BY.matcher(request.startedBy()).matches()) {
            throw EcsErrors.invalidParameter(
                    "startedBy must have at most 128 letters, digits, hyphens, slashes and " + "underscores.");
        }
        TaskDefinition definition = this.definitions.active(context, request.taskDefinition());
        Placement placement = Placement.of(cluster, definition, request.launchType(),
                request.capacityProviderStrategy(), request.networkConfiguration(), request.platformVersion());
        TaskOverride overrides = overrides(request.overrides(), definition);
        Tags.check(request.tags());
        placement.checkNetwork(this.network, context.region());
        if (placement.needsInstances()) {
            throw EcsErrors.invalidParameter("No Container Instances were found in your cluster.");
        }
        TaskStarter.Order order = new TaskStarter.Order(cluster, definition, placement, group(request, definition),
                request.startedBy(), overrides, tags(request, cluster, definition),
                Boolean.TRUE.equals(request.enableExecuteCommand()));
        List<Task> tasks = new ArrayList<>();
        List<String> providers = placement.strategy().isEmpty() ? List.of()
                : CapacityProviders.assign(placement.strategy(), count);
        for (int task = 0; task < count; task++) {
            tasks.add(this.starter.start(order, providers.isEmpty() ? null : providers.get(task), context.now()));
        }
        return tasks;
    }

    private static String group(RunTaskRequest request, TaskDefinition definition) {
        if (request.group() == null) {
            return "family:" + definition.family();
        }
        if (request.group().startsWith("service:")) {
            throw EcsErrors.invalidParameter("Invalid namespace for group.");
        }
        return request.group();
    }

    private static TaskOverride overrides(@Nullable TaskOverride asked, TaskDefinition definition) {
        if (asked == null) {
            return TaskOverride.builder().build();
        }
        if (JsonCodec.write(asked).length() > 8192) {
            throw EcsErrors.invalidParameter("Overrides length must be at most 8192.");
        }
        for (ContainerOverride override : asked.containerOverrides()) {
            boolean known = definition.containerDefinitions()
                .stream()
                .anyMatch((container) -> container.name().equals(override.name()));
            if (!known) {
                throw EcsErrors.invalidParameter("Override for container named " + override.name()
                        + " is not a container in the " + "TaskDefinition.");
            }
        }
        Integer cpu = TaskSizes.cpu(asked.cpu());
        Integer memory = TaskSizes.memory(asked.memory());
        return asked.toBuilder()
            .cpu((cpu != null) ? cpu.toString() : null)
            .memory((memory != null) ? memory.toString() : null)
            .build();
    }

    private List<Tag> tags(RunTaskRequest request, Cluster cluster, TaskDefinition definition) {
        List<Tag> own = new ArrayList<>(request.tags());
        String propagate = request.propagateTagsAsString();
        if (propagate != null && !propagate.equals("NONE")) {
            if (!propagate.equals("TASK_DEFINITION")) {
                throw EcsErrors.invalidParameter("Invalid propagateTags for RunTask: " + propagate + ".");
            }
            Tags.add(own, this.tags.of(definition.taskDefinitionArn()));
        }
        return Tags.managed(own, Boolean.TRUE.equals(request.enableECSManagedTags()), cluster, null);
    }

    /** What a client token stands for. */
    record Call(String parameters, List<String> tasks, Instant at) {
    }

}
