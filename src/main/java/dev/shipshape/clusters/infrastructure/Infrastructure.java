package dev.shipshape.clusters.infrastructure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/** What the tasks of a cluster run on. */
@Component
public class Infrastructure {

    private static final String KIND = "container-instance";

    /** DescribeContainerInstances takes 100 a call (ECS API reference). */
    private static final int A_CALL = 100;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    Infrastructure(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** The container instances of a cluster, by zone and name. */
    public List<Instance> instances(Connection connection, String cluster) {
        return this.reads.shared(connection, "container instances " + cluster, () -> read(connection, cluster));
    }

    /** The same, without asking AWS about a cluster that says it has none. */
    public List<Instance> instances(Connection connection, Cluster cluster) {
        return (cluster.instances() > 0) ? instances(connection, cluster.name()) : List.of();
    }

    /**
     * One of them.
     * @throws NotFound if the cluster has none of this id
     */
    Instance instance(Connection connection, String cluster, String id) {
        return instances(connection, cluster).stream()
            .filter((instance) -> instance.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("container instance", id));
    }

    private List<Instance> read(Connection connection, String cluster) {
        List<String> arns = this.clients.ecs(connection)
            .listContainerInstancesPaginator((request) -> request.cluster(cluster))
            .containerInstanceArns()
            .stream()
            .toList();
        List<List<String>> batches = IntStream.range(0, (arns.size() + A_CALL - 1) / A_CALL)
            .mapToObj((batch) -> arns.subList(batch * A_CALL, Math.min((batch + 1) * A_CALL, arns.size())))
            .toList();
        return this.reads.each(batches, (some) -> {
            DescribeContainerInstancesResponse answer = this.clients.ecs(connection)
                .describeContainerInstances((request) -> request.cluster(cluster).containerInstances(some));
            EcsFailures.check(answer.failures());
            return answer.containerInstances();
        })
            .stream()
            .flatMap(List::stream)
            .map(Instance::of)
            .filter((instance) -> !instance.status().equals("INACTIVE"))
            .sorted(Comparator.comparing(Instance::zone).thenComparing(Instance::machine))
            .toList();
    }

    /** The capacity providers that a cluster has, in its own order. */
    List<Provider> providers(Connection connection, Cluster cluster) {
        if (cluster.providers().isEmpty()) {
            return List.of();
        }
        List<CapacityProvider> told = this.reads.shared(connection,
                "capacity providers " + cluster.name() + " " + cluster.providers(),
                () -> described(connection, cluster));
        return told.stream().map((provider) -> Provider.of(provider, cluster.strategy())).toList();
    }

    /** One for managed instances is known within its cluster only. */
    private List<CapacityProvider> described(Connection connection, Cluster cluster) {
        DescribeCapacityProvidersResponse answer = this.clients.ecs(connection)
            .describeCapacityProviders((request) -> request.capacityProviders(cluster.providers()));
        EcsFailures.check(answer.failures());
        return answer.capacityProviders();
    }

    /** The names of all capacity providers that a cluster could have. */
    public List<String> providerNames(Connection connection) {
        return this.reads.shared(connection, "capacity provider names", () -> {
            List<String> names = new ArrayList<>();
            @Nullable String next = null;
            do {
                DescribeCapacityProvidersResponse page = this.clients.ecs(connection)
                    .describeCapacityProviders(DescribeCapacityProvidersRequest.builder().nextToken(next).build());
                page.capacityProviders()
                    .stream()
                    .filter((provider) -> "ACTIVE".equals(provider.statusAsString()))
                    .map(CapacityProvider::name)
                    .forEach(names::add);
                next = page.nextToken();
            }
            while (next != null);
            return names.stream().sorted().toList();
        });
    }

    /**
     * Drains an instance, whose tasks of services are replaced elsewhere, or lets it take
     * tasks again.
     * @param status {@code DRAINING} or {@code ACTIVE}
     * @throws Problem if AWS refuses
     */
    void turn(Connection connection, String cluster, Instance instance, ContainerInstanceStatus status) {
        UpdateContainerInstancesStateRequest request = UpdateContainerInstancesStateRequest.builder()
            .cluster(cluster)
            .containerInstances(instance.id())
            .status(status)
            .build();
        Change change = Change.of(connection, Verb.UPDATE, KIND, instance.machine()).in(cluster).on(instance.arn());
        this.actions.run(change.by(request), () -> {
            UpdateContainerInstancesStateResponse answer = this.clients.ecs(connection)
                .updateContainerInstancesState(request);
            if (!answer.failures().isEmpty()) {
                throw new Problem(HttpStatus.CONFLICT, "AWS did not change " + instance.machine() + ".",
                        "Look at the list again: it may have left the cluster.", null,
                        answer.failures().get(0).reason(), null, answer.failures().get(0).detail(), null);
            }
            return Outcome.of(instance);
        });
    }

}
