package dev.shipshape.localaws.ecs.instances;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.query.Candidate;
import dev.shipshape.localaws.ecs.query.ClusterQuery;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceField;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceHealthStatus;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckResult;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckState;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckType;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;

/** Container instances: list, describe. */
public final class ContainerInstances {

    private final Clusters clusters;

    private final Fleet fleet;

    private final Tags tags;

    /** The instances of this fleet. */
    public ContainerInstances(Clusters clusters, Fleet fleet, Tags tags) {
        this.clusters = clusters;
        this.fleet = fleet;
        this.tags = tags;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListContainerInstances", Operation.of(ListContainerInstancesRequest::builder, this::list),
                "DescribeContainerInstances", Operation.of(DescribeContainerInstancesRequest::builder, this::describe));
    }

    private ListContainerInstancesResponse list(CallContext context, ListContainerInstancesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.status() == ContainerInstanceStatus.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Unrecognized container instance status.");
        }
        Predicate<Candidate> meant = (request.filter() != null && !request.filter().isBlank())
                ? ClusterQuery.of(request.filter()) : (any) -> true;
        List<ContainerInstance> all = (request.status() != null) ? this.fleet.in(cluster, request.statusAsString())
                : this.fleet.registered(cluster);
        List<String> arns = all.stream()
            .filter((one) -> meant.test(this.fleet.candidate(one)))
            .map(ContainerInstance::containerInstanceArn)
            .toList();
        Page<String> page = Pages.of(arns, request.maxResults(), 100, request.nextToken());
        return ListContainerInstancesResponse.builder()
            .containerInstanceArns(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DescribeContainerInstancesResponse describe(CallContext context,
            DescribeContainerInstancesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.containerInstances().isEmpty()) {
            throw EcsErrors.client("Container Instances cannot be empty.");
        }
        if (request.containerInstances().size() > 100) {
            throw EcsErrors.client("Container Instances cannot have more than 100 entries.");
        }
        List<ContainerInstance> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String reference : request.containerInstances()) {
            String arn = arn(cluster, reference);
            this.fleet.find(arn)
                .ifPresentOrElse((one) -> found.add(view(one, request.include())),
                        () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return DescribeContainerInstancesResponse.builder().containerInstances(found).failures(failures).build();
    }

    /** The ARN of an instance of a cluster. */
    static String arn(Cluster cluster, String idOrArn) {
        return Names.below(cluster, ":container-instance/") + Names.last(idOrArn);
    }

    private ContainerInstance view(ContainerInstance instance, List<ContainerInstanceField> include) {
        ContainerInstance.Builder view = this.fleet.counted(instance).toBuilder();
        boolean withTags = include.contains(ContainerInstanceField.TAGS);
        view.tags(withTags ? this.tags.of(instance.containerInstanceArn()) : List.of());
        if (include.contains(ContainerInstanceField.CONTAINER_INSTANCE_HEALTH)) {
            view.healthStatus(health(instance));
        }
        return view.build();
    }

    /** The agent reports the container runtime as healthy as long as it is connected. */
    private static ContainerInstanceHealthStatus health(ContainerInstance instance) {
        InstanceHealthCheckState state = Boolean.TRUE.equals(instance.agentConnected()) ? InstanceHealthCheckState.OK
                : InstanceHealthCheckState.INSUFFICIENT_DATA;
        return ContainerInstanceHealthStatus.builder()
            .overallStatus(state)
            .details(InstanceHealthCheckResult.builder()
                .type(InstanceHealthCheckType.CONTAINER_RUNTIME)
                .status(state)
                .lastUpdated(instance.registeredAt())
                .lastStatusChange(instance.registeredAt())
                .build())
            .build();
    }

}
