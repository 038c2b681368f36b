package dev.shipshape.ecsservices.launch;

import java.util.List;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.taskdefinitions.ContainerDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Resource;

/** Looks whether a cluster's container instances have room left for a task. */
@Component
class RoomLook {

    /** As many instances are looked at: one call (ECS API reference). */
    private static final int LOOKED_AT = 100;

    private final AwsClients clients;

    private final SharedReads reads;

    RoomLook(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    List<Check> of(Connection connection, Cluster cluster, TaskDefinition definition) {
        List<ContainerInstance> instances = this.reads.shared(connection, "room of " + cluster.name(),
                () -> read(connection, cluster.name()));
        int cpu = sum(definition, definition.cpu(), ContainerDefinition::cpu);
        int memory = sum(definition, definition.memory(), ContainerDefinition::memory);
        long fit = instances.stream()
            .filter((instance) -> left(instance, "CPU") >= cpu && left(instance, "MEMORY") >= memory)
            .count();
        if (fit > 0) {
            return List.of(Check.ok("launch", fit + " of " + instances.size() + " container instances "
                    + ((fit == 1) ? "has" : "have") + " room for it."));
        }
        return List.of(Check.stop("launch", "None of " + instances.size() + " container instances has room for it: "
                + cpu + " CPU units and " + memory + " MiB are needed on one. Stop something, or add an instance."));
    }

    private List<ContainerInstance> read(Connection connection, String cluster) {
        EcsClient ecs = this.clients.ecs(connection);
        List<String> arns = ecs
            .listContainerInstances(
                    (request) -> request.cluster(cluster).status(ContainerInstanceStatus.ACTIVE).maxResults(LOOKED_AT))
            .containerInstanceArns();
        if (arns.isEmpty()) {
            return List.of();
        }
        return ecs.describeContainerInstances((request) -> request.cluster(cluster).containerInstances(arns))
            .containerInstances()
            .stream()
            .filter((instance) -> Boolean.TRUE.equals(instance.agentConnected()))
            .toList();
    }

    private static int sum(TaskDefinition definition, @Nullable Integer whole, Size size) {
        if (whole != null) {
            return whole;
        }
        int sum = 0;
        for (ContainerDefinition container : definition.containers()) {
            Integer part = size.of(container);
            sum += (part != null) ? part : 0;
        }
        return sum;
    }

    private static int left(ContainerInstance instance, String resource) {
        return instance.remainingResources()
            .stream()
            .filter((one) -> resource.equals(one.name()))
            .map(Resource::integerValue)
            .findFirst()
            .orElse(0);
    }

    /** What a container asks for. */
    @FunctionalInterface
    private interface Size {

        @Nullable Integer of(ContainerDefinition container);

    }

}
