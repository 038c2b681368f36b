package dev.shipshape.localaws.ecs.tasksets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.services.TaskSetShares;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.DeleteTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskSetResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;
import software.amazon.awssdk.services.ecs.model.UpdateServicePrimaryTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServicePrimaryTaskSetResponse;
import software.amazon.awssdk.services.ecs.model.UpdateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskSetResponse;

/** Task sets: describe, scale, make one the primary, delete. */
public final class TaskSetCalls {

    private static final String PRIMARY = "PRIMARY";

    private static final String ACTIVE = "ACTIVE";

    private static final String DRAINING = "DRAINING";

    private final TaskSetPlace place;

    private final TaskIndex tasks;

    private final Tags tags;

    /** The calls on the task sets in these tables. */
    public TaskSetCalls(EcsTables tables, Clusters clusters, Tags tags) {
        this.place = new TaskSetPlace(tables, clusters);
        this.tasks = tables.taskIndex();
        this.tags = tags;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeTaskSets",
                Operation.of(DescribeTaskSetsRequest::builder, this::describe).requiring("cluster", "service"),
                "UpdateTaskSet",
                Operation.of(UpdateTaskSetRequest::builder, this::update)
                    .requiring("cluster", "service", "taskSet", "scale"),
                "UpdateServicePrimaryTaskSet",
                Operation.of(UpdateServicePrimaryTaskSetRequest::builder, this::updatePrimary)
                    .requiring("cluster", "service", "primaryTaskSet"),
                "DeleteTaskSet",
                Operation.of(DeleteTaskSetRequest::builder, this::delete).requiring("cluster", "service", "taskSet"));
    }

    private DescribeTaskSetsResponse describe(CallContext context, DescribeTaskSetsRequest request) {
        Service service = this.place.service(context, request.cluster(), request.service());
        if (request.include().contains(TaskSetField.UNKNOWN_TO_SDK_VERSION)) {
            throw EcsErrors.invalidParameter("include should be one of [TAGS]");
        }
        List<TaskSet> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        if (request.taskSets().isEmpty()) {
            found.addAll(service.taskSets());
        }
        for (String asked : request.taskSets()) {
            TaskSetPlace.find(service, asked)
                .ifPresentOrElse(found::add,
                        () -> failures.add(Failure.builder()
                            .arn(asked.startsWith("arn:") ? asked
                                    : service.serviceArn().replace(":service/", ":task-set/") + "/" + asked)
                            .reason("MISSING")
                            .build()));
        }
        boolean withTags = request.include().contains(TaskSetField.TAGS);
        return DescribeTaskSetsResponse.builder()
            .taskSets(found.stream().map((set) -> withTags ? tagged(set) : set).toList())
            .failures(failures)
            .build();
    }

    private TaskSet tagged(TaskSet set) {
        return set.toBuilder().tags(this.tags.of(set.taskSetArn())).build();
    }

    private UpdateTaskSetResponse update(CallContext context, UpdateTaskSetRequest request) {
        Service service = this.place.service(context, request.cluster(), request.service());
        TaskSet set = TaskSetPlace.get(service, request.taskSet());
        Scale scale = CreateTaskSet.scale(request.scale());
        TaskSet scaled = set.toBuilder().scale(scale).build();
        return UpdateTaskSetResponse.builder()
            .taskSet(this.place.change(service, set,
                    (changed) -> changed.scale(scale)
                        .computedDesiredCount(TaskSetShares.desired(service, scaled))
                        .updatedAt(context.now())))
            .build();
    }

    /** The service says of itself what its primary task set says. */
    private UpdateServicePrimaryTaskSetResponse updatePrimary(CallContext context,
            UpdateServicePrimaryTaskSetRequest request) {
        Service service = this.place.service(context, request.cluster(), request.service());
        TaskSet set = TaskSetPlace.get(service, request.primaryTaskSet());
        if (set.status().equals(DRAINING)) {
            throw EcsErrors.invalidParameter("The specified task set is draining.");
        }
        TaskSet primary = set.toBuilder().status(PRIMARY).updatedAt(context.now()).build();
        this.place.put(service.toBuilder().taskSets(service.taskSets().stream().map((each) -> {
            if (each.id().equals(set.id())) {
                return primary;
            }
            return each.status().equals(PRIMARY) ? each.toBuilder().status(ACTIVE).updatedAt(context.now()).build()
                    : each;
        }).toList())
            .taskDefinition(set.taskDefinition())
            .launchType(set.launchType())
            .capacityProviderStrategy(set.capacityProviderStrategy())
            .platformVersion(set.platformVersion())
            .platformFamily(set.platformFamily())
            .networkConfiguration(set.networkConfiguration())
            .loadBalancers(set.loadBalancers())
            .serviceRegistries(set.serviceRegistries())
            .build());
        return UpdateServicePrimaryTaskSetResponse.builder().taskSet(primary).build();
    }

    private DeleteTaskSetResponse delete(CallContext context, DeleteTaskSetRequest request) {
        Service service = this.place.service(context, request.cluster(), request.service());
        TaskSet set = TaskSetPlace.get(service, request.taskSet());
        boolean hasTasks = this.tasks
            .toRun(service.clusterArn(), TaskIndex.Kind.GROUP, "service:" + service.serviceName())
            .stream()
            .anyMatch((task) -> set.id().equals(task.startedBy()));
        if (hasTasks && !Boolean.TRUE.equals(request.force())) {
            throw EcsErrors.invalidParameter("The task set cannot be deleted while it is scaled above 0.");
        }
        this.tags.drop(set.taskSetArn());
        if (!hasTasks) {
            this.place.remove(service, set);
            return DeleteTaskSetResponse.builder()
                .taskSet(set.toBuilder().status(DRAINING).updatedAt(context.now()).build())
                .build();
        }
        return DeleteTaskSetResponse.builder()
            .taskSet(this.place.change(service, set, (changed) -> changed.status(DRAINING).updatedAt(context.now())))
            .build();
    }

}
