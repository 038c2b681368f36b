package dev.shipshape.localaws.ecs.clusters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.settings.AccountSettings;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/**
 * Clusters. A deleted one leaves the list and stays visible as INACTIVE for an hour;
 * making it again gives it its ARN back.
 */
public final class Clusters {

    static final String ACTIVE = "ACTIVE";

    static final String INACTIVE = "INACTIVE";

    /** AWS says only that an INACTIVE cluster stays for a while. */
    private static final Duration DELETED_STAY = Duration.ofHours(1);

    private final EcsTables tables;

    private final Tags tags;

    private final Providers providers;

    private final AccountSettings settings;

    private final Table<Deletion> deletions;

    private final ClusterView view;

    /** Clusters in these tables. */
    public Clusters(Store store, EcsTables tables, Tags tags, Providers providers, AccountSettings settings) {
        this.tables = tables;
        this.tags = tags;
        this.providers = providers;
        this.settings = settings;
        this.deletions = store.records("ecs.cluster-deletions", Deletion.class);
        this.view = new ClusterView(tables, tags);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateCluster", Operation.of(CreateClusterRequest::builder, this::create), "ListClusters",
                Operation.of(ListClustersRequest::builder, this::list), "DescribeClusters",
                Operation.of(DescribeClustersRequest::builder, this::describe), "DeleteCluster",
                Operation.of(DeleteClusterRequest::builder, this::delete).requiring("cluster"));
    }

    /**
     * The active cluster of this name or ARN; the one called {@code default} when not
     * named.
     */
    public Cluster active(CallContext context, @Nullable String cluster) {
        return this.tables.clusters()
            .find(arn(context, cluster))
            .filter((found) -> found.status().equals(ACTIVE))
            .orElseThrow(EcsErrors::clusterNotFound);
    }

    private static String arn(CallContext context, @Nullable String cluster) {
        return References.cluster(context, (cluster != null && !cluster.isEmpty()) ? cluster : "default");
    }

    private CreateClusterResponse create(CallContext context, CreateClusterRequest request) {
        String name = Names.cluster((request.clusterName() != null) ? request.clusterName() : "default");
        String arn = context.arn("ecs", "cluster/" + name);
        Cluster cluster = made(context, arn, name, request);
        Cluster known = this.tables.clusters().find(arn).filter((found) -> found.status().equals(ACTIVE)).orElse(null);
        if (known != null) {
            checkSame(request, known, cluster);
            return CreateClusterResponse.builder().cluster(this.view.all(known)).build();
        }
        this.tags.set(arn, request.tags());
        this.tables.clusters().put(arn, cluster);
        this.deletions.remove(arn);
        return CreateClusterResponse.builder().cluster(this.view.all(cluster)).build();
    }

    private Cluster made(CallContext context, String arn, String name, CreateClusterRequest request) {
        Tags.check(request.tags());
        ClusterRules.checkConfiguration(request.configuration());
        ClusterRules.checkProviders(context, this.providers, request.capacityProviders(),
                request.defaultCapacityProviderStrategy());
        Cluster.Builder cluster = Cluster.builder()
            .clusterArn(arn)
            .clusterName(name)
            .status(ACTIVE)
            .settings(ClusterRules.settings(request.settings(), this.settings.containerInsights(context)))
            .configuration(request.configuration())
            .capacityProviders(List.copyOf(request.capacityProviders()))
            .defaultCapacityProviderStrategy(List.copyOf(request.defaultCapacityProviderStrategy()));
        if (request.serviceConnectDefaults() != null) {
            ClusterChanges.serviceConnect(cluster, request.serviceConnectDefaults());
        }
        return cluster.build();
    }

    /** Made again, a cluster must be asked for as it is, as far as it is described. */
    private static void checkSame(CreateClusterRequest request, Cluster known, Cluster asked) {
        boolean same = (request.settings().isEmpty() || asked.settings().equals(known.settings()))
                && (asked.capacityProviders().isEmpty() || asked.capacityProviders().equals(known.capacityProviders()))
                && (asked.defaultCapacityProviderStrategy().isEmpty()
                        || asked.defaultCapacityProviderStrategy().equals(known.defaultCapacityProviderStrategy()))
                && (asked.configuration() == null || asked.configuration().equals(known.configuration()))
                && (asked.serviceConnectDefaults() == null
                        || asked.serviceConnectDefaults().equals(known.serviceConnectDefaults()));
        if (!same) {
            throw EcsErrors.invalidParameter("Arguments on this idempotent request are inconsistent with arguments "
                    + "used in previous request(s).");
        }
    }

    private ListClustersResponse list(CallContext context, ListClustersRequest request) {
        Page<String> page = Pages.read((after) -> this.tables.clusterIndex().active(context.region(), after),
                request.maxResults(), 100, request.nextToken());
        return ListClustersResponse.builder().clusterArns(page.items()).nextToken(page.nextToken()).build();
    }

    private DescribeClustersResponse describe(CallContext context, DescribeClustersRequest request) {
        List<String> asked = request.clusters().isEmpty() ? List.of("default") : request.clusters();
        if (asked.size() > 100) {
            throw EcsErrors.invalidParameter("Cannot describe more than 100 clusters at a time.");
        }
        if (request.includeAsStrings().stream().anyMatch((field) -> !ClusterView.FIELDS.contains(field))) {
            throw EcsErrors.invalidParameter("include should be one of [" + String.join(",", ClusterView.FIELDS) + "]");
        }
        List<Cluster> clusters = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : asked) {
            String arn = arn(context, name);
            visible(arn, context.now()).ifPresentOrElse(
                    (cluster) -> clusters.add(this.view.with(cluster, request.include())),
                    () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return DescribeClustersResponse.builder().clusters(clusters).failures(failures).build();
    }

    /** A cluster that is there, or was there not long ago. */
    private Optional<Cluster> visible(String arn, Instant now) {
        boolean gone = this.deletions.find(arn)
            .filter((deletion) -> deletion.at().plus(DELETED_STAY).isBefore(now))
            .isPresent();
        if (gone) {
            this.tables.clusters().remove(arn);
            this.deletions.remove(arn);
        }
        return this.tables.clusters().find(arn);
    }

    private DeleteClusterResponse delete(CallContext context, DeleteClusterRequest request) {
        Cluster cluster = active(context, request.cluster());
        if (this.tables.instanceIndex().count(cluster.clusterArn()) > 0) {
            throw new AwsError("ClusterContainsContainerInstancesException",
                    "The Cluster cannot be deleted while Container Instances are active or draining.");
        }
        if (this.view.hasServices(cluster)) {
            throw new AwsError("ClusterContainsServicesException",
                    "The Cluster cannot be deleted while Services are active.");
        }
        if (this.view.hasTasks(cluster)) {
            throw new AwsError("ClusterContainsTasksException",
                    "The Cluster cannot be deleted while Tasks are active.");
        }
        if (hasManagedInstances(context, cluster)) {
            throw new AwsError("ClusterContainsCapacityProviderException",
                    "The Cluster cannot be deleted while Capacity Providers are active.");
        }
        Cluster deleted = cluster.toBuilder()
            .status(INACTIVE)
            .capacityProviders(List.of())
            .defaultCapacityProviderStrategy(List.of())
            .build();
        this.tables.clusters().put(cluster.clusterArn(), deleted);
        this.deletions.put(cluster.clusterArn(), new Deletion(context.now()));
        Cluster answer = this.view.all(deleted);
        this.tags.drop(cluster.clusterArn());
        return DeleteClusterResponse.builder().cluster(answer).build();
    }

    private boolean hasManagedInstances(CallContext context, Cluster cluster) {
        return cluster.capacityProviders()
            .stream()
            .flatMap((name) -> this.providers.find(context, name).stream())
            .map(CapacityProvider::managedInstancesProvider)
            .anyMatch((managed) -> managed != null);
    }

    /** When a cluster was deleted. */
    record Deletion(Instant at) {
    }

}
