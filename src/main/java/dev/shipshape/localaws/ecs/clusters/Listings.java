package dev.shipshape.localaws.ecs.clusters;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Setting;

/** What the sandbox truthfully has none of, and the account's settings. */
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
                Operation.of(ListAttributesRequest::builder, this::listAttributes).requiring("targetType"),
                "ListAccountSettings",
                Operation.of(ListAccountSettingsRequest::builder, Listings::listAccountSettings));
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

    private static ListAccountSettingsResponse listAccountSettings(CallContext context,
            ListAccountSettingsRequest request) {
        if (!Boolean.TRUE.equals(request.effectiveSettings())) {
            return ListAccountSettingsResponse.builder().settings(List.of()).build();
        }
        String root = "arn:aws:iam::" + context.account() + ":root";
        Map<String, String> values = Map.of("serviceLongArnFormat", "enabled", "taskLongArnFormat", "enabled",
                "containerInstanceLongArnFormat", "enabled", "awsvpcTrunking", "disabled", "containerInsights",
                "disabled", "tagResourceAuthorization", "off", "fargateTaskRetirementWaitPeriod", "7");
        List<Setting> settings = values.entrySet()
            .stream()
            .filter((value) -> request.nameAsString() == null || request.nameAsString().equals(value.getKey()))
            .sorted(Map.Entry.comparingByKey())
            .map((value) -> Setting.builder().name(value.getKey()).value(value.getValue()).principalArn(root).build())
            .toList();
        return ListAccountSettingsResponse.builder().settings(settings).build();
    }

}
