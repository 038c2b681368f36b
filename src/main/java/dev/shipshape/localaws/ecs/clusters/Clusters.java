package dev.shipshape.localaws.ecs.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

/**
 * Clusters. A deleted one stays visible as INACTIVE, and leaves the list; making it again
 * gives it its ARN back.
 */
public final class Clusters {

    static final String ACTIVE = "ACTIVE";

    static final String INACTIVE = "INACTIVE";

    private static final Set<String> INSIGHTS = Set.of("enabled", "enhanced", "disabled");

    private final EcsTables tables;

    private final Tags tags;

    /** Clusters in these tables. */
    public Clusters(EcsTables tables, Tags tags) {
        this.tables = tables;
        this.tags = tags;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateCluster", Operation.of(CreateClusterRequest::builder, this::create), "ListClusters",
                Operation.of(ListClustersRequest::builder, this::list), "DescribeClusters",
                Operation.of(DescribeClustersRequest::builder, this::describe), "DeleteCluster",
                Operation.of(DeleteClusterRequest::builder, this::delete).requiring("cluster"), "UpdateCluster",
                Operation.of(UpdateClusterRequest::builder, this::update).requiring("cluster"), "UpdateClusterSettings",
                Operation.of(UpdateClusterSettingsRequest::builder, this::updateSettings)
                    .requiring("cluster", "settings"),
                "PutClusterCapacityProviders",
                Operation.of(PutClusterCapacityProvidersRequest::builder, this::putCapacityProviders)
                    .requiring("cluster"));
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
        if (cluster != null && cluster.startsWith("arn:")) {
            return cluster;
        }
        return context.arn("ecs", "cluster/" + ((cluster != null && !cluster.isEmpty()) ? cluster : "default"));
    }

    private CreateClusterResponse create(CallContext context, CreateClusterRequest request) {
        String name = Names.cluster((request.clusterName() != null) ? request.clusterName() : "default");
        String arn = arn(context, name);
        Cluster known = this.tables.clusters().find(arn).filter((found) -> found.status().equals(ACTIVE)).orElse(null);
        if (known != null) {
            return CreateClusterResponse.builder().cluster(known.toBuilder().tags(this.tags.of(arn)).build()).build();
        }
        checkStrategy(request.capacityProviders(), request.defaultCapacityProviderStrategy());
        Cluster cluster = Cluster.builder()
            .clusterArn(arn)
            .clusterName(name)
            .status(ACTIVE)
            .settings(settings(request.settings()))
            .configuration(request.configuration())
            .capacityProviders(List.copyOf(request.capacityProviders()))
            .defaultCapacityProviderStrategy(List.copyOf(request.defaultCapacityProviderStrategy()))
            .serviceConnectDefaults((defaults) -> {
                if (request.serviceConnectDefaults() != null) {
                    defaults.namespace(request.serviceConnectDefaults().namespace());
                }
            })
            .build();
        Tags.check(request.tags());
        this.tags.set(arn, request.tags());
        this.tables.clusters().put(arn, cluster);
        return CreateClusterResponse.builder().cluster(new ClusterView(this.tables, this.tags).all(cluster)).build();
    }

    private static List<ClusterSetting> settings(List<ClusterSetting> asked) {
        for (ClusterSetting setting : asked) {
            if (!"containerInsights".equals(setting.nameAsString())) {
                throw EcsErrors.invalidParameter("Invalid cluster setting name: " + setting.nameAsString());
            }
            if (!INSIGHTS.contains(String.valueOf(setting.value()))) {
                throw EcsErrors.invalidParameter("Invalid value for the cluster setting containerInsights: "
                        + setting.value() + ". Valid values are enhanced, enabled and disabled.");
            }
        }
        return asked.isEmpty() ? List.of(ClusterSetting.builder().name("containerInsights").value("disabled").build())
                : List.copyOf(asked);
    }

    private static void checkStrategy(List<String> providers, List<CapacityProviderStrategyItem> strategy) {
        for (String provider : providers) {
            if (!CapacityProviders.FARGATE.contains(provider)) {
                throw EcsErrors.invalidParameter("The specified capacity provider '" + provider + "' was not found. "
                        + "Specify a valid name or ARN and try again.");
            }
        }
        CapacityProviders.check(strategy, providers);
    }

    private ListClustersResponse list(CallContext context, ListClustersRequest request) {
        List<String> arns = this.tables.clusters()
            .startingWith(context.arn("ecs", "cluster/"))
            .stream()
            .filter((cluster) -> cluster.status().equals(ACTIVE))
            .map(Cluster::clusterArn)
            .toList();
        Page<String> page = Pages.of(arns, request.maxResults(), 100, request.nextToken());
        return ListClustersResponse.builder().clusterArns(page.items()).nextToken(page.nextToken()).build();
    }

    private DescribeClustersResponse describe(CallContext context, DescribeClustersRequest request) {
        List<String> asked = request.clusters().isEmpty() ? List.of("default") : request.clusters();
        if (asked.size() > 100) {
            throw EcsErrors.invalidParameter("Cannot describe more than 100 clusters at a time.");
        }
        List<Cluster> clusters = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        ClusterView view = new ClusterView(this.tables, this.tags);
        for (String name : asked) {
            String arn = arn(context, name);
            this.tables.clusters()
                .find(arn)
                .ifPresentOrElse((cluster) -> clusters.add(view.with(cluster, request.include())),
                        () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return DescribeClustersResponse.builder().clusters(clusters).failures(failures).build();
    }

    private DeleteClusterResponse delete(CallContext context, DeleteClusterRequest request) {
        Cluster cluster = active(context, request.cluster());
        ClusterView view = new ClusterView(this.tables, this.tags);
        if (view.hasServices(cluster)) {
            throw new AwsError("ClusterContainsServicesException",
                    "The Cluster cannot be deleted while Services are active.");
        }
        if (view.hasTasks(cluster)) {
            throw new AwsError("ClusterContainsTasksException",
                    "The Cluster cannot be deleted while Tasks are active.");
        }
        Cluster deleted = cluster.toBuilder()
            .status(INACTIVE)
            .capacityProviders(List.of())
            .defaultCapacityProviderStrategy(List.of())
            .build();
        this.tables.clusters().put(cluster.clusterArn(), deleted);
        Cluster answer = view.all(deleted);
        this.tags.drop(cluster.clusterArn());
        return DeleteClusterResponse.builder().cluster(answer).build();
    }

    private UpdateClusterResponse update(CallContext context, UpdateClusterRequest request) {
        Cluster.Builder changed = active(context, request.cluster()).toBuilder();
        if (request.hasSettings()) {
            changed.settings(settings(request.settings()));
        }
        if (request.configuration() != null) {
            changed.configuration(request.configuration());
        }
        return UpdateClusterResponse.builder().cluster(put(changed.build())).build();
    }

    private UpdateClusterSettingsResponse updateSettings(CallContext context, UpdateClusterSettingsRequest request) {
        Cluster.Builder changed = active(context, request.cluster()).toBuilder();
        changed.settings(settings(request.settings()));
        return UpdateClusterSettingsResponse.builder().cluster(put(changed.build())).build();
    }

    private PutClusterCapacityProvidersResponse putCapacityProviders(CallContext context,
            PutClusterCapacityProvidersRequest request) {
        if (!request.hasCapacityProviders()) {
            throw EcsErrors.invalidParameter("capacityProviders can not be blank.");
        }
        if (!request.hasDefaultCapacityProviderStrategy()) {
            throw EcsErrors.invalidParameter("defaultCapacityProviderStrategy can not be blank.");
        }
        Cluster cluster = active(context, request.cluster());
        checkStrategy(request.capacityProviders(), request.defaultCapacityProviderStrategy());
        Cluster.Builder changed = cluster.toBuilder()
            .capacityProviders(request.capacityProviders())
            .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy());
        return PutClusterCapacityProvidersResponse.builder().cluster(put(changed.build())).build();
    }

    private Cluster put(Cluster cluster) {
        this.tables.clusters().put(cluster.clusterArn(), cluster);
        return new ClusterView(this.tables, this.tags).with(cluster, List.of(ClusterField.SETTINGS));
    }

}
