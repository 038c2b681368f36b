package dev.shipshape.clusters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cost.Billable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceField;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** The container instances of clusters: machines that are registered there. */
@Component
class ContainerInstances {

    static final String KIND = "container-instance";

    /** DescribeContainerInstances takes 100 a call (ECS API reference). */
    private static final int A_CALL = 100;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    ContainerInstances(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** All that are registered in these clusters, asked of AWS now. */
    List<Found> found(Connection connection, Collection<String> clusters) {
        return this.reads.each(clusters, (cluster) -> in(connection, cluster)).stream().flatMap(List::stream).toList();
    }

    private List<Found> in(Connection connection, String cluster) {
        try {
            List<String> arns = this.clients.ecs(connection)
                .listContainerInstancesPaginator((request) -> request.cluster(cluster))
                .containerInstanceArns()
                .stream()
                .toList();
            return describe(connection, cluster, arns).stream()
                .map((instance) -> found(connection, cluster, instance))
                .toList();
        }
        catch (ClusterNotFoundException ex) {
            return List.of();
        }
    }

    private List<ContainerInstance> describe(Connection connection, String cluster, List<String> arns) {
        List<ContainerInstance> instances = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += A_CALL) {
            List<String> some = arns.subList(from, Math.min(from + A_CALL, arns.size()));
            DescribeContainerInstancesResponse answer = this.clients.ecs(connection)
                .describeContainerInstances((request) -> request.cluster(cluster)
                    .containerInstances(some)
                    .include(ContainerInstanceField.TAGS));
            EcsFailures.check(answer.failures());
            answer.containerInstances()
                .stream()
                .filter((instance) -> !"INACTIVE".equals(instance.status()))
                .forEach(instances::add);
        }
        return instances;
    }

    /** Whether the very instance is registered, asked of AWS now. */
    boolean stands(Connection connection, String cluster, Resource resource) {
        return find(connection, cluster, resource).isPresent();
    }

    private Optional<ContainerInstance> find(Connection connection, String cluster, Resource resource) {
        return this.reads.fresh(() -> {
            try {
                return describe(connection, cluster, List.of(resource.arn())).stream()
                    .filter((instance) -> resource.createdAt() == null || instance.registeredAt() == null
                            || resource.createdAt().equals(instance.registeredAt()))
                    .findFirst();
            }
            catch (ClusterNotFoundException ex) {
                return Optional.empty();
            }
        });
    }

    /**
     * Deregisters an instance, whatever runs on it.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void deregister(Connection connection, String cluster, Resource resource) {
        if (!stands(connection, cluster, resource)) {
            return;
        }
        String arn = resource.arn();
        DeregisterContainerInstanceRequest request = DeregisterContainerInstanceRequest.builder()
            .cluster(cluster)
            .containerInstance(arn)
            .force(true)
            .build();
        Change change = Change.of(connection, Verb.DELETE, KIND, resource.name()).in(cluster).on(arn);
        this.actions.run(change.by(request), () -> {
            try {
                this.clients.ecs(connection).deregisterContainerInstance(request);
                return Outcome.of(arn).gone(arn);
            }
            catch (EcsException ex) {
                if (isUnknown(ex)) {
                    return Outcome.of(arn).gone(arn).note("It was gone already.");
                }
                throw ex;
            }
        });
    }

    /** That there is no such instance is told by the message alone. */
    private static boolean isUnknown(EcsException ex) {
        return ex instanceof ClusterNotFoundException
                || (ex.statusCode() == 400 && String.valueOf(ex.getMessage()).contains("was not found"));
    }

    /**
     * The EC2 instance behind it is billed by itself; a machine outside of AWS is billed
     * by its registration, at a price that is not known here.
     */
    private static Found found(Connection connection, String cluster, ContainerInstance instance) {
        String machine = instance.ec2InstanceId();
        boolean ec2 = machine != null && machine.startsWith("i-");
        Map<String, String> tags = new TreeMap<>();
        instance.tags().forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        String arn = instance.containerInstanceArn();
        Map<String, String> facts = ec2 ? Billable.nothing(connection.region()).facts() : Map.of("billed", "external");
        return Found
            .of(new Resource(KIND, arn.substring(arn.lastIndexOf('/') + 1), cluster, arn, instance.registeredAt(),
                    facts))
            .tagged(tags)
            .using(ec2 ? Map.of("instance", Set.of(machine)) : Map.of());
    }

}
