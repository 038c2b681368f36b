package dev.shipshape.localaws.ecs.tasksets;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.services.Attachments;
import dev.shipshape.localaws.ecs.services.TaskSetShares;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.tasks.Placement;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetResponse;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** CreateTaskSet: five at most in a service, the same call only once per client token. */
public final class CreateTaskSet {

    private static final int MOST = 5;

    private final TaskSetPlace place;

    private final TaskDefinitions definitions;

    private final Tags tags;

    private final Network network;

    private final Table<Call> calls;

    /** CreateTaskSet with what it needs of its neighbours. */
    public CreateTaskSet(Store store, EcsTables tables, Clusters clusters, TaskDefinitions definitions, Tags tags,
            Network network) {
        this.place = new TaskSetPlace(tables, clusters);
        this.definitions = definitions;
        this.tags = tags;
        this.network = network;
        this.calls = store.records("ecs.create-task-set-tokens", Call.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateTaskSet", Operation.of(CreateTaskSetRequest::builder, this::create)
            .requiring("service", "cluster", "taskDefinition"));
    }

    private CreateTaskSetResponse create(CallContext context, CreateTaskSetRequest request) {
        Cluster cluster = this.place.cluster(context, request.cluster());
        Service service = this.place.service(context, request.cluster(), request.service());
        TaskSet known = known(service, request);
        if (known != null) {
            return CreateTaskSetResponse.builder().taskSet(tagged(known)).build();
        }
        if (service.taskSets().size() >= MOST) {
            throw EcsErrors.invalidParameter(MOST + " deployments exist on the service. Unable to create new TaskSet "
                    + "since this exceeds the maximum limit.");
        }
        TaskSet set = made(context, cluster, service, request);
        this.tags.set(set.taskSetArn(), request.tags());
        this.place.add(service, set);
        if (request.clientToken() != null) {
            this.calls.put(set.taskSetArn(), new Call(request.clientToken(), JsonCodec.write(request), context.now()));
        }
        return CreateTaskSetResponse.builder().taskSet(tagged(set)).build();
    }

    private TaskSet tagged(TaskSet set) {
        return set.toBuilder().tags(this.tags.of(set.taskSetArn())).build();
    }

    /** The task set that the same call made before, if it is there. */
    private @Nullable TaskSet known(Service service, CreateTaskSetRequest request) {
        String token = request.clientToken();
        if (token == null) {
            return null;
        }
        if (!token.matches("[!-~]{0,36}")) {
            throw EcsErrors
                .invalidParameter("clientToken must have at most 36 ASCII characters in the range of 33-126.");
        }
        for (TaskSet set : service.taskSets()) {
            Call call = this.calls.find(set.taskSetArn()).filter((each) -> each.token().equals(token)).orElse(null);
            if (call != null && !call.parameters().equals(JsonCodec.write(request))) {
                throw EcsErrors.invalidParameter("Creation of task set was not idempotent.");
            }
            if (call != null) {
                return set;
            }
        }
        return null;
    }

    private TaskSet made(CallContext context, Cluster cluster, Service service, CreateTaskSetRequest request) {
        if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.client("launch type should be one of [EC2,FARGATE]");
        }
        Tags.check(request.tags());
        TaskDefinition definition = this.definitions.active(context, request.taskDefinition());
        Placement placement = Placement.of(cluster, definition, request.launchType(),
                request.capacityProviderStrategy(), request.networkConfiguration(), request.platformVersion());
        placement.checkNetwork(this.network, context.region());
        Attachments.checkLoadBalancers(request.loadBalancers(), null);
        Attachments.checkRegistries(request.serviceRegistries(), definition);
        String id = Deployments.newId();
        TaskSet set = TaskSet.builder()
            .id(id)
            .taskSetArn(service.serviceArn().replace(":service/", ":task-set/") + "/" + id)
            .serviceArn(service.serviceArn())
            .clusterArn(service.clusterArn())
            .externalId(request.externalId())
            .status("ACTIVE")
            .taskDefinition(definition.taskDefinitionArn())
            .pendingCount(0)
            .runningCount(0)
            .createdAt(context.now())
            .updatedAt(context.now())
            .launchType(placement.launchType())
            .capacityProviderStrategy(placement.strategy())
            .platformVersion(placement.platformVersion())
            .platformFamily((placement.platformVersion() != null) ? "Linux" : null)
            .networkConfiguration(placement.networkConfiguration())
            .loadBalancers(List.copyOf(request.loadBalancers()))
            .serviceRegistries(List.copyOf(request.serviceRegistries()))
            .scale(scale(request.scale()))
            .stabilityStatus(StabilityStatus.STABILIZING)
            .stabilityStatusAt(context.now())
            .build();
        return set.toBuilder().computedDesiredCount(TaskSetShares.desired(service, set)).build();
    }

    /** A scale, checked; without one, everything. */
    static Scale scale(@Nullable Scale asked) {
        double value = (asked != null && asked.value() != null) ? asked.value() : 100;
        if (value < 0 || value > 100) {
            throw EcsErrors.invalidParameter("Accepted values for the scale are numbers between 0 and 100.");
        }
        if (asked != null && asked.unit() == ScaleUnit.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("scale unit should be one of [PERCENT]");
        }
        return Scale.builder().value(value).unit(ScaleUnit.PERCENT).build();
    }

    /** What a client token stands for. */
    record Call(String token, String parameters, Instant at) {
    }

}
