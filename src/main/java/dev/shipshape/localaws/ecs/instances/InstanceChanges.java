package dev.shipshape.localaws.ecs.instances;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/**
 * Container instances: drain, activate, deregister. A deregistered one stays visible as
 * INACTIVE for an hour.
 */
public final class InstanceChanges {

    private static final Duration INACTIVE_ONES_STAY = Duration.ofHours(1);

    private final Clusters clusters;

    private final Fleet fleet;

    private final Tags tags;

    private final Engine engine;

    private final Schedule forgetting;

    /** Changes of the instances of this fleet. */
    public InstanceChanges(Store store, Clusters clusters, Fleet fleet, Tags tags, Engine engine) {
        this.clusters = clusters;
        this.fleet = fleet;
        this.tags = tags;
        this.engine = engine;
        this.forgetting = store.schedule("ecs.inactive-instances");
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DeregisterContainerInstance",
                Operation.of(DeregisterContainerInstanceRequest::builder, this::deregister)
                    .requiring("containerInstance"),
                "UpdateContainerInstancesState",
                Operation.of(UpdateContainerInstancesStateRequest::builder, this::updateState).requiring("status"));
    }

    private DeregisterContainerInstanceResponse deregister(CallContext context,
            DeregisterContainerInstanceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        ContainerInstance instance = this.fleet.find(ContainerInstances.arn(cluster, request.containerInstance()))
            .filter((one) -> !Fleet.INACTIVE.equals(one.status()))
            .orElseThrow(() -> EcsErrors.invalidParameter("The referenced container instance was not found."));
        if (!Boolean.TRUE.equals(request.force()) && !this.fleet.tasksOn(instance).isEmpty()) {
            throw EcsErrors.invalidParameter("Found running tasks on the instance.");
        }
        // ECS counts orphaned tasks as stopped: it hears nothing of them any more.
        ContainerInstance gone = leave(instance, "Container instance deregistration forced by user.", context.now());
        return DeregisterContainerInstanceResponse.builder().containerInstance(gone).build();
    }

    /** Takes an instance out of its cluster, whatever runs on it. */
    ContainerInstance leave(ContainerInstance instance, String reason, Instant now) {
        String arn = instance.containerInstanceArn();
        for (Task task : this.fleet.tasksOn(instance)) {
            this.engine.stop(task, now, TaskStopCode.TERMINATION_NOTICE, reason);
        }
        this.fleet.change(arn, (next) -> next.status(Fleet.INACTIVE).agentConnected(false));
        this.tags.drop(arn);
        this.forgetting.set(arn, now.plus(INACTIVE_ONES_STAY));
        return this.fleet.counted(this.fleet.find(arn).orElseThrow());
    }

    /** Forgets the instances that were deregistered an hour ago. */
    public void advance(Instant now) {
        for (String arn : this.forgetting.due(now)) {
            this.forgetting.cancel(arn);
            this.fleet.forget(arn);
        }
    }

    private UpdateContainerInstancesStateResponse updateState(CallContext context,
            UpdateContainerInstancesStateRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.containerInstances().isEmpty()) {
            throw EcsErrors.client("Container Instances cannot be empty.");
        }
        if (request.containerInstances().size() > 10) {
            throw EcsErrors.invalidParameter("Container Instances cannot have more than 10 entries.");
        }
        if (request.status() != ContainerInstanceStatus.ACTIVE
                && request.status() != ContainerInstanceStatus.DRAINING) {
            throw EcsErrors.invalidParameter("Container instance status should be one of [ACTIVE, DRAINING]");
        }
        List<ContainerInstance> changed = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String reference : request.containerInstances()) {
            String arn = ContainerInstances.arn(cluster, reference);
            ContainerInstance one = this.fleet.find(arn).orElse(null);
            if (one == null || Fleet.INACTIVE.equals(one.status())) {
                failures.add(Failure.builder().arn(arn).reason((one != null) ? "INACTIVE" : "MISSING").build());
                continue;
            }
            if (!request.statusAsString().equals(one.status())) {
                changeTo(one, request.statusAsString(), context.now());
            }
            changed.add(this.fleet.counted(this.fleet.find(arn).orElseThrow()));
        }
        return UpdateContainerInstancesStateResponse.builder().containerInstances(changed).failures(failures).build();
    }

    /**
     * Tasks of services that do not run yet are stopped at once; those that run are left
     * to the scheduler of the services (UpdateContainerInstancesState, API reference).
     */
    private void changeTo(ContainerInstance instance, String status, Instant now) {
        this.fleet.change(instance.containerInstanceArn(), (next) -> next.status(status));
        for (Task task : this.fleet.tasksOn(instance)) {
            boolean ofService = task.group() != null && task.group().startsWith("service:");
            if (status.equals(Fleet.DRAINING) && ofService && !"RUNNING".equals(task.lastStatus())) {
                this.engine.stop(task, now, TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                        "Container instance is in DRAINING status.");
            }
        }
    }

}
