package dev.shipshape.localaws.ecs.tasksets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Finds the service of a call and the task sets in it. */
final class TaskSetPlace {

    private final EcsTables tables;

    private final Clusters clusters;

    TaskSetPlace(EcsTables tables, Clusters clusters) {
        this.tables = tables;
        this.clusters = clusters;
    }

    Cluster cluster(CallContext context, String cluster) {
        return this.clusters.active(context, cluster);
    }

    /** The active service, which has to have an external deployment controller. */
    Service service(CallContext context, String cluster, String name) {
        Service service = this.tables.services()
            .find(References.within(context, cluster(context, cluster), "service", name))
            .orElseThrow(EcsErrors::serviceNotFound);
        if (!service.status().equals("ACTIVE")) {
            throw new AwsError("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        if (service.deploymentController().type() != DeploymentControllerType.EXTERNAL) {
            throw EcsErrors.invalidParameter("Amazon ECS only supports task set management on services configured to "
                    + "use external deployment controllers.");
        }
        return service;
    }

    /** The task set of this id or ARN; the id with or without {@code ecs-svc/}. */
    static Optional<TaskSet> find(Service service, String idOrArn) {
        return service.taskSets()
            .stream()
            .filter((set) -> set.taskSetArn().equals(idOrArn) || set.id().equals(idOrArn)
                    || set.id().equals("ecs-svc/" + idOrArn))
            .findFirst();
    }

    static TaskSet get(Service service, String idOrArn) {
        return find(service, idOrArn)
            .orElseThrow(() -> new AwsError("TaskSetNotFoundException", "The specified task set does not exist."));
    }

    /** Stores the service with one of its task sets changed. */
    TaskSet change(Service service, TaskSet set, UnaryOperator<TaskSet.Builder> change) {
        TaskSet changed = change.apply(set.toBuilder()).build();
        put(service.toBuilder()
            .taskSets(service.taskSets().stream().map((each) -> each.id().equals(set.id()) ? changed : each).toList())
            .build());
        return changed;
    }

    /** Stores the service with one more task set. */
    void add(Service service, TaskSet set) {
        List<TaskSet> sets = new ArrayList<>(service.taskSets());
        sets.add(set);
        put(service.toBuilder().taskSets(sets).build());
    }

    /** Stores the service without one of its task sets. */
    void remove(Service service, TaskSet set) {
        put(service.toBuilder()
            .taskSets(service.taskSets().stream().filter((each) -> !each.id().equals(set.id())).toList())
            .build());
    }

    void put(Service service) {
        this.tables.services().put(service.serviceArn(), service);
    }

}
