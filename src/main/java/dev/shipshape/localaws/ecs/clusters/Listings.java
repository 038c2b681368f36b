package dev.shipshape.localaws.ecs.clusters;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;

/** What the sandbox truthfully has none of. */
public final class Listings {

    private final Clusters clusters;

    /** Listings that belong to these clusters. */
    public Listings(Clusters clusters) {
        this.clusters = clusters;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListContainerInstances",
                Operation.of(ListContainerInstancesRequest::builder, this::listContainerInstances),
                "DescribeContainerInstances",
                Operation.of(DescribeContainerInstancesRequest::builder, this::describeContainerInstances)
                    .requiring("containerInstances"),
                "ListAttributes",
                Operation.of(ListAttributesRequest::builder, this::listAttributes).requiring("targetType"));
    }

    private ListContainerInstancesResponse listContainerInstances(CallContext context,
            ListContainerInstancesRequest request) {
        this.clusters.active(context, request.cluster());
        return ListContainerInstancesResponse.builder().containerInstanceArns(List.of()).build();
    }

    private DescribeContainerInstancesResponse describeContainerInstances(CallContext context,
            DescribeContainerInstancesRequest request) {
        this.clusters.active(context, request.cluster());
        List<Failure> failures = request.containerInstances()
            .stream()
            .map((instance) -> Failure.builder().arn(instance).reason("MISSING").build())
            .toList();
        return DescribeContainerInstancesResponse.builder().containerInstances(List.of()).failures(failures).build();
    }

    private ListAttributesResponse listAttributes(CallContext context, ListAttributesRequest request) {
        this.clusters.active(context, request.cluster());
        return ListAttributesResponse.builder().attributes(List.of()).build();
    }

}
