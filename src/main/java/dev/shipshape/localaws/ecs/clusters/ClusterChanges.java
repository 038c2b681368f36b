package dev.shipshape.localaws.ecs.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecs.settings.AccountSettings;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaultsRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

/** The calls that change a cluster, and the capacity providers that it has. */
public final class ClusterChanges {

    private final EcsTables tables;

    private final Clusters clusters;

    private final Providers providers;

    private final AccountSettings settings;

    private final ClusterView view;

    /** Changes to these clusters. */
    public ClusterChanges(EcsTables tables, Clusters clusters, Providers providers, AccountSettings settings,
            Tags tags) {
        this.tables = tables;
        this.clusters = clusters;
        this.providers = providers;
        this.settings = settings;
        this.view = new ClusterView(tables, tags);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("UpdateCluster", Operation.of(UpdateClusterRequest::builder, this::update).requiring("cluster"),
                "UpdateClusterSettings",
                Operation.of(UpdateClusterSettingsRequest::builder, this::updateSettings)
                    .requiring("cluster", "settings"),
                "PutClusterCapacityProviders",
                Operation.of(PutClusterCapacityProvidersRequest::builder, this::putCapacityProviders)
                    .requiring("cluster"));
    }

    private UpdateClusterResponse update(CallContext context, UpdateClusterRequest request) {
        Cluster.Builder changed = this.clusters.active(context, request.cluster()).toBuilder();
        if (request.hasSettings()) {
            changed.settings(ClusterRules.settings(request.settings(), this.settings.containerInsights(context)));
        }
        if (request.configuration() != null) {
            ClusterRules.checkConfiguration(request.configuration());
            changed.configuration(request.configuration());
        }
        if (request.serviceConnectDefaults() != null) {
            serviceConnect(changed, request.serviceConnectDefaults());
        }
        return UpdateClusterResponse.builder().cluster(this.view.all(put(changed.build()))).build();
    }

    /** An empty namespace takes the default away (API reference, UpdateCluster). */
    static void serviceConnect(Cluster.Builder cluster, ClusterServiceConnectDefaultsRequest asked) {
        String namespace = (asked.namespace() != null) ? asked.namespace() : "";
        if (namespace.length() > 1024 || namespace.matches("(?!arn:).*[<>\"/].*")) {
            throw EcsErrors.invalidParameter("The namespace name is invalid: " + namespace);
        }
        cluster.serviceConnectDefaults((defaults) -> {
            if (!namespace.isEmpty()) {
                defaults.namespace(namespace);
            }
        });
    }

    private UpdateClusterSettingsResponse updateSettings(CallContext context, UpdateClusterSettingsRequest request) {
        Cluster.Builder changed = this.clusters.active(context, request.cluster()).toBuilder();
        changed.settings(ClusterRules.settings(request.settings(), this.settings.containerInsights(context)));
        return UpdateClusterSettingsResponse.builder().cluster(answer(put(changed.build()))).build();
    }

    private PutClusterCapacityProvidersResponse putCapacityProviders(CallContext context,
            PutClusterCapacityProvidersRequest request) {
        if (!request.hasCapacityProviders()) {
            throw EcsErrors.invalidParameter("capacityProviders can not be blank.");
        }
        if (!request.hasDefaultCapacityProviderStrategy()) {
            throw EcsErrors.invalidParameter("defaultCapacityProviderStrategy can not be blank.");
        }
        Cluster cluster = this.clusters.active(context, request.cluster());
        ClusterRules.checkProviders(context, this.providers, request.capacityProviders(),
                request.defaultCapacityProviderStrategy());
        if (cluster.capacityProviders()
            .stream()
            .anyMatch((name) -> !request.capacityProviders().contains(name) && isUsed(cluster, name))) {
            throw new AwsError("ResourceInUseException",
                    "The specified capacity provider is in use and cannot be removed.");
        }
        Cluster.Builder changed = cluster.toBuilder()
            .capacityProviders(request.capacityProviders())
            .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy());
        return PutClusterCapacityProvidersResponse.builder().cluster(answer(put(changed.build()))).build();
    }

    /** Gives a cluster the provider that was made for it. */
    public void attach(Cluster cluster, String provider) {
        List<String> all = new ArrayList<>(cluster.capacityProviders());
        all.add(provider);
        put(cluster.toBuilder().capacityProviders(all).build());
    }

    /** Takes a provider of managed instances off its cluster, unless that uses it. */
    public void detach(CallContext context, CapacityProvider provider) {
        Cluster cluster = this.tables.clusters().find(References.cluster(context, provider.cluster())).orElse(null);
        if (cluster == null || isUsed(cluster, provider.name()) || strategy(cluster).contains(provider.name())) {
            return;
        }
        put(cluster.toBuilder()
            .capacityProviders(
                    cluster.capacityProviders().stream().filter((name) -> !name.equals(provider.name())).toList())
            .build());
    }

    private boolean isUsed(Cluster cluster, String provider) {
        return this.tables.serviceIndex().uses(cluster.clusterArn(), provider);
    }

    private static Set<String> strategy(Cluster cluster) {
        return cluster.defaultCapacityProviderStrategy()
            .stream()
            .map(CapacityProviderStrategyItem::capacityProvider)
            .collect(Collectors.toSet());
    }

    /** A cluster that has this provider. */
    public Optional<Cluster> having(CallContext context, String provider) {
        return this.tables.clusterIndex().having(context.region(), provider).flatMap(this.tables.clusters()::find);
    }

    private Cluster put(Cluster cluster) {
        this.tables.clusters().put(cluster.clusterArn(), cluster);
        return cluster;
    }

    private Cluster answer(Cluster cluster) {
        return this.view.with(cluster, List.of(ClusterField.SETTINGS, ClusterField.ATTACHMENTS));
    }

}
