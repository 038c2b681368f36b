package dev.shipshape.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;

/**
 * The capacity providers that somebody made; FARGATE and FARGATE_SPOT are AWS's own and
 * cannot be deleted.
 */
@Component
class CapacityProviders {

    static final String KIND = "capacity-provider";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    private final Clusters clusters;

    CapacityProviders(AwsClients clients, SharedReads reads, ActionLog actions, Clusters clusters) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
        this.clusters = clusters;
    }

    /** All of them, asked of AWS now. */
    List<Found> found(Connection connection) {
        return this.reads.fresh(() -> read(connection)).stream().filter(CapacityProviders::stands).map((provider) -> {
            Map<String, String> tags = new TreeMap<>();
            provider.tags().forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
            return Found.of(resource(connection, provider)).tagged(tags);
        }).toList();
    }

    /** DescribeCapacityProviders has pages, but the SDK has no paginator for it. */
    private List<CapacityProvider> read(Connection connection) {
        List<CapacityProvider> all = new ArrayList<>();
        String next = null;
        do {
            DescribeCapacityProvidersResponse page = this.clients.ecs(connection)
                .describeCapacityProviders(DescribeCapacityProvidersRequest.builder()
                    .include(CapacityProviderField.TAGS)
                    .nextToken(next)
                    .build());
            EcsFailures.check(page.failures());
            all.addAll(page.capacityProviders());
            next = page.nextToken();
        }
        while (next != null);
        return all;
    }

    private static boolean stands(CapacityProvider provider) {
        return !provider.name().equals("FARGATE") && !provider.name().equals("FARGATE_SPOT")
                && provider.status() != CapacityProviderStatus.INACTIVE;
    }

    /** Whether there is one of this ARN that is not deleted, asked of AWS now. */
    boolean stands(Connection connection, String arn) {
        return find(connection, arn).isPresent();
    }

    private Optional<CapacityProvider> find(Connection connection, String arn) {
        DescribeCapacityProvidersResponse answer = this.reads.fresh(() -> this.clients.ecs(connection)
            .describeCapacityProviders((request) -> request.capacityProviders(arn)));
        EcsFailures.check(answer.failures());
        return answer.capacityProviders().stream().filter(CapacityProviders::stands).findFirst();
    }

    /**
     * Takes a capacity provider out of every cluster that has it and deletes it.
     * @throws Problem if AWS refuses, such as with UpdateInProgressException or
     * ResourceInUseException while it is too early
     */
    void delete(Connection connection, String name, String arn) {
        CapacityProvider provider = find(connection, arn).orElse(null);
        if (provider == null || deleting(provider)) {
            return;
        }
        EcsClient ecs = this.clients.ecs(connection);
        for (Cluster cluster : this.clusters.now(connection)) {
            if (cluster.providers().contains(name)) {
                detach(connection, cluster, name);
            }
        }
        DeleteCapacityProviderRequest request = DeleteCapacityProviderRequest.builder().capacityProvider(arn).build();
        this.actions.run(Change.of(connection, Verb.DELETE, KIND, name).on(arn).by(request), () -> {
            CapacityProvider answer = ecs.deleteCapacityProvider(request).capacityProvider();
            refused(answer);
            boolean gone = answer == null || answer.status() == CapacityProviderStatus.INACTIVE;
            return gone ? Outcome.of(name).gone(arn) : Outcome.of(name).leaving(arn);
        });
    }

    private static boolean deleting(CapacityProvider provider) {
        return provider.status() == CapacityProviderStatus.DEPROVISIONING
                || provider.updateStatus() == CapacityProviderUpdateStatus.DELETE_IN_PROGRESS;
    }

    /** A deletion that failed is told with HTTP 200, because something still uses it. */
    private static void refused(@Nullable CapacityProvider answer) {
        if (answer != null && answer.updateStatus() == CapacityProviderUpdateStatus.DELETE_FAILED) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS did not delete the capacity provider.",
                    "Remove what uses it first, then try again.", null, "ResourceInUseException", null,
                    answer.updateStatusReason(), null);
        }
    }

    /**
     * The other providers stay. Of the default strategy what is left stays, with a weight
     * above 0 for one of it, as ECS wants it.
     */
    private void detach(Connection connection, Cluster cluster, String name) {
        software.amazon.awssdk.services.ecs.model.Cluster told = this.reads.fresh(() -> this.clients.ecs(connection)
            .describeClusters((request) -> request.clusters(cluster.arn()))
            .clusters()
            .get(0));
        PutClusterCapacityProvidersRequest request = PutClusterCapacityProvidersRequest.builder()
            .cluster(cluster.name())
            .capacityProviders(told.capacityProviders().stream().filter((one) -> !one.equals(name)).toList())
            .defaultCapacityProviderStrategy(without(name, told.defaultCapacityProviderStrategy()))
            .build();
        this.actions.run(
                Change.of(connection, Verb.UPDATE, Clusters.KIND, cluster.name()).on(cluster.arn()).by(request), () -> {
                    this.clients.ecs(connection).putClusterCapacityProviders(request);
                    return Outcome.of(name);
                });
    }

    static List<CapacityProviderStrategyItem> without(String name, List<CapacityProviderStrategyItem> strategy) {
        List<CapacityProviderStrategyItem> left = new ArrayList<>(
                strategy.stream().filter((item) -> !item.capacityProvider().equals(name)).toList());
        if (!left.isEmpty() && left.stream().allMatch((item) -> item.weight() == null || item.weight() == 0)) {
            left.set(0, left.get(0).toBuilder().weight(1).build());
        }
        return left;
    }

    /** AWS tells no time of creation. One for managed instances lies in its cluster. */
    private static Resource resource(Connection connection, CapacityProvider provider) {
        String cluster = provider.cluster();
        return new Resource(KIND, provider.name(),
                (cluster != null) ? cluster.substring(cluster.lastIndexOf('/') + 1) : null,
                provider.capacityProviderArn(), null, Billable.nothing(connection.region()).facts());
    }

}
