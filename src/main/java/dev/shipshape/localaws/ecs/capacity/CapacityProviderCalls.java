package dev.shipshape.localaws.ecs.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.shipshape.localaws.ecs.clusters.ClusterChanges;
import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.clusters.Providers;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderResponse;

/** Capacity providers: create, describe, update, delete. */
public final class CapacityProviderCalls {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private static final List<String> RESERVED = List.of("aws", "ecs", "fargate");

    private static final int MOST_A_PAGE = 10;

    private final Providers providers;

    private final Clusters clusters;

    private final ClusterChanges changes;

    private final Tags tags;

    /** The calls on these providers. */
    public CapacityProviderCalls(Providers providers, Clusters clusters, ClusterChanges changes, Tags tags) {
        this.providers = providers;
        this.clusters = clusters;
        this.changes = changes;
        this.tags = tags;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateCapacityProvider",
                Operation.of(CreateCapacityProviderRequest::builder, this::create).requiring("name"),
                "DescribeCapacityProviders", Operation.of(DescribeCapacityProvidersRequest::builder, this::describe),
                "UpdateCapacityProvider",
                Operation.of(UpdateCapacityProviderRequest::builder, this::update).requiring("name"),
                "DeleteCapacityProvider",
                Operation.of(DeleteCapacityProviderRequest::builder, this::delete).requiring("capacityProvider"));
    }

    private CreateCapacityProviderResponse create(CallContext context, CreateCapacityProviderRequest request) {
        String name = name(request.name());
        if (this.providers.find(context, name).isPresent()) {
            throw EcsErrors.client("The specified capacity provider already exists. To change the configuration of an "
                    + "existing capacity provider, update the capacity provider.");
        }
        if ((request.autoScalingGroupProvider() == null) == (request.managedInstancesProvider() == null)) {
            throw EcsErrors.invalidParameter(
                    "Exactly one of autoScalingGroupProvider and managedInstancesProvider must be specified.");
        }
        Tags.check(request.tags());
        CapacityProvider.Builder made = CapacityProvider.builder()
            .capacityProviderArn(Providers.arn(context, name))
            .name(name)
            .status(CapacityProviderStatus.ACTIVE);
        if (request.managedInstancesProvider() != null) {
            Cluster cluster = cluster(context, request.cluster());
            made.cluster(cluster.clusterArn())
                .managedInstancesProvider(ManagedInstances.checked(request.managedInstancesProvider()));
            this.changes.attach(cluster, name);
        }
        else {
            made.autoScalingGroupProvider(group(context, request.autoScalingGroupProvider()));
        }
        CapacityProvider provider = made.updateStatus(CapacityProviderUpdateStatus.CREATE_COMPLETE).build();
        this.providers.put(provider);
        this.tags.set(provider.capacityProviderArn(), request.tags());
        return CreateCapacityProviderResponse.builder()
            .capacityProvider(provider.toBuilder().tags(request.tags()).build())
            .build();
    }

    private static String name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean reserved = RESERVED.stream().anyMatch(lower::startsWith) && !Providers.FARGATE.contains(name);
        if (reserved || !NAME.matcher(name).matches()) {
            throw EcsErrors.invalidParameter("The specified capacity provider name is invalid. Up to 255 characters "
                    + "are allowed, including letters (upper and lowercase), numbers, underscores, and hyphens. The name "
                    + "cannot be prefixed with \"aws\", \"ecs\", or \"fargate\". Specify a valid name and try again.");
        }
        return name;
    }

    private Cluster cluster(CallContext context, String asked) {
        if (asked == null || asked.isEmpty()) {
            throw EcsErrors.invalidParameter("A cluster must be specified for a managed instances capacity provider.");
        }
        return this.clusters.active(context, asked);
    }

    private AutoScalingGroupProvider group(CallContext context, AutoScalingGroupProvider asked) {
        AutoScalingGroupProvider group = AutoScalingGroups.checked(asked);
        boolean taken = this.providers.all(context)
            .stream()
            .map(CapacityProvider::autoScalingGroupProvider)
            .anyMatch((other) -> other != null && group.autoScalingGroupArn().equals(other.autoScalingGroupArn()));
        if (taken) {
            throw EcsErrors.client("The specified Auto Scaling group ARN is already being used by another capacity "
                    + "provider. Specify a unique Auto Scaling group ARN and try again.");
        }
        return group;
    }

    private DescribeCapacityProvidersResponse describe(CallContext context, DescribeCapacityProvidersRequest request) {
        if (request.capacityProviders().size() > 100) {
            throw EcsErrors.invalidParameter("Cannot describe more than 100 capacity providers at a time.");
        }
        int size = (request.maxResults() != null) ? request.maxResults() : MOST_A_PAGE;
        if (size < 1 || size > MOST_A_PAGE) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 10.");
        }
        boolean named = !request.capacityProviders().isEmpty();
        Page<String> page = named ? new Page<>(request.capacityProviders(), null)
                : Page.of(known(context, request), (name) -> name, size, request.nextToken(), EcsErrors::invalidToken);
        boolean withTags = request.include().contains(CapacityProviderField.TAGS);
        List<CapacityProvider> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String asked : page.items()) {
            this.providers.find(context, asked)
                .ifPresentOrElse((provider) -> found.add(withTags ? tagged(provider) : provider),
                        () -> failures.add(Failure.builder()
                            .arn(asked.startsWith("arn:") ? asked : Providers.arn(context, asked))
                            .reason("MISSING")
                            .build()));
        }
        return DescribeCapacityProvidersResponse.builder()
            .capacityProviders(found)
            .failures(failures)
            .nextToken(page.nextToken())
            .build();
    }

    private List<String> known(CallContext context, DescribeCapacityProvidersRequest request) {
        if (request.cluster() != null) {
            return this.clusters.active(context, request.cluster()).capacityProviders().stream().sorted().toList();
        }
        return Stream.concat(Providers.FARGATE.stream(), this.providers.made(context).stream()).sorted().toList();
    }

    private CapacityProvider tagged(CapacityProvider provider) {
        return provider.toBuilder().tags(this.tags.of(provider.capacityProviderArn())).build();
    }

    private CapacityProvider own(CallContext context, String nameOrArn) {
        CapacityProvider provider = this.providers.find(context, nameOrArn)
            .orElseThrow(() -> EcsErrors.invalidParameter(
                    "The specified capacity provider does not exist. Specify a " + "valid name or ARN and try again."));
        if (Providers.FARGATE.contains(provider.name())) {
            throw EcsErrors.invalidParameter(
                    "The capacity provider " + provider.name() + " is reserved and can not be updated or deleted.");
        }
        return provider;
    }

    private UpdateCapacityProviderResponse update(CallContext context, UpdateCapacityProviderRequest request) {
        CapacityProvider before = own(context, request.name());
        CapacityProvider.Builder next = before.toBuilder();
        if (before.autoScalingGroupProvider() != null && request.autoScalingGroupProvider() != null) {
            next.autoScalingGroupProvider(
                    AutoScalingGroups.updated(before.autoScalingGroupProvider(), request.autoScalingGroupProvider()));
        }
        else if (before.managedInstancesProvider() != null && request.managedInstancesProvider() != null) {
            next.managedInstancesProvider(
                    ManagedInstances.updated(before.managedInstancesProvider(), request.managedInstancesProvider()));
        }
        else {
            throw EcsErrors.invalidParameter("The settings of the capacity provider's own kind must be specified.");
        }
        CapacityProvider provider = next.updateStatus(CapacityProviderUpdateStatus.UPDATE_COMPLETE)
            .updateStatusReason(null)
            .build();
        this.providers.put(provider);
        return UpdateCapacityProviderResponse.builder().capacityProvider(provider).build();
    }

    /**
     * One that a cluster has is not deleted: the answer says so in its update status,
     * with HTTP 200, as ECS does.
     */
    private DeleteCapacityProviderResponse delete(CallContext context, DeleteCapacityProviderRequest request) {
        CapacityProvider provider = own(context, request.capacityProvider());
        if (provider.managedInstancesProvider() != null) {
            this.changes.detach(context, provider);
        }
        String user = this.changes.having(context, provider.name()).map(Cluster::clusterName).orElse(null);
        if (user != null) {
            CapacityProvider refused = provider.toBuilder()
                .updateStatus(CapacityProviderUpdateStatus.DELETE_FAILED)
                .updateStatusReason("The capacity provider cannot be deleted because it is associated with cluster: "
                        + user + ". Remove the capacity provider from the cluster and try again.")
                .build();
            this.providers.put(refused);
            return DeleteCapacityProviderResponse.builder().capacityProvider(refused).build();
        }
        this.providers.remove(provider);
        this.tags.drop(provider.capacityProviderArn());
        return DeleteCapacityProviderResponse.builder()
            .capacityProvider(
                    provider.toBuilder().updateStatus(CapacityProviderUpdateStatus.DELETE_IN_PROGRESS).build())
            .build();
    }

}
