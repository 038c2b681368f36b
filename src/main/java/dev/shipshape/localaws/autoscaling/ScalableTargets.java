package dev.shipshape.localaws.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/** Scalable targets: registered, changed by registering again, taken off with all. */
final class ScalableTargets {

    private static final String ROLE = "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
            + "AWSServiceRoleForApplicationAutoScaling_ECSService";

    private final ScalingTables tables;

    ScalableTargets(ScalingTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterScalableTarget",
                Operation.of(RegisterScalableTargetRequest::builder, this::register)
                    .requiring("ServiceNamespace", "ResourceId", "ScalableDimension"),
                "DescribeScalableTargets",
                Operation.of(DescribeScalableTargetsRequest::builder, this::describe).requiring("ServiceNamespace"),
                "DeregisterScalableTarget", Operation.of(DeregisterScalableTargetRequest::builder, this::deregister)
                    .requiring("ServiceNamespace", "ResourceId", "ScalableDimension"));
    }

    private RegisterScalableTargetResponse register(CallContext context, RegisterScalableTargetRequest request) {
        String namespace = request.serviceNamespaceAsString();
        String dimension = request.scalableDimensionAsString();
        ScalingTables.checkScalable(namespace, request.resourceId(), dimension);
        String key = ScalingTables.key(context.region(), namespace, request.resourceId(), dimension);
        ScalableTarget before = this.tables.targets().find(key).orElse(null);
        int min = capacity("minCapacity", request.minCapacity(), (before != null) ? before.minCapacity() : null);
        int max = capacity("maxCapacity", request.maxCapacity(), (before != null) ? before.maxCapacity() : null);
        if (min > max) {
            throw ScalingTables.invalid("Maximum capacity cannot be less than minimum capacity");
        }
        ScalableTarget.Builder target = (before != null) ? before.toBuilder()
                : ScalableTarget.builder()
                    .serviceNamespace(namespace)
                    .resourceId(request.resourceId())
                    .scalableDimension(dimension)
                    .creationTime(context.now())
                    .roleARN("arn:aws:iam::" + context.account() + ":" + ROLE)
                    .scalableTargetARN(context.arn("application-autoscaling",
                            "scalable-target/" + UUID.randomUUID().toString().replace("-", "")))
                    .suspendedState((state) -> state.dynamicScalingInSuspended(false)
                        .dynamicScalingOutSuspended(false)
                        .scheduledScalingSuspended(false));
        target.minCapacity(min).maxCapacity(max);
        if (request.roleARN() != null) {
            target.roleARN(request.roleARN());
        }
        if (request.suspendedState() != null) {
            target.suspendedState(request.suspendedState());
        }
        ScalableTarget kept = target.build();
        this.tables.targets().put(key, kept);
        if (!request.tags().isEmpty()) {
            if (before != null) {
                throw ScalingTables.invalid("Tags can be specified only for a new scalable target; use TagResource");
            }
            TargetTags.check(request.tags());
            this.tables.tags()
                .put(kept.scalableTargetARN(), ListTagsForResourceResponse.builder().tags(request.tags()).build());
        }
        return RegisterScalableTargetResponse.builder().scalableTargetARN(kept.scalableTargetARN()).build();
    }

    private static int capacity(String member, @Nullable Integer asked, @Nullable Integer before) {
        Integer capacity = (asked != null) ? asked : before;
        if (capacity == null) {
            throw ScalingTables.invalid("Both minCapacity and maxCapacity are required for a new scalable target.");
        }
        if (capacity < 0) {
            throw ScalingTables.invalid("The value of " + member + " must be greater than or equal to 0.");
        }
        return capacity;
    }

    private DescribeScalableTargetsResponse describe(CallContext context, DescribeScalableTargetsRequest request) {
        String namespace = request.serviceNamespaceAsString();
        ScalingTables.checkNamespace(namespace);
        List<ScalableTarget> found = this.tables.targets()
            .startingWith(ScalingTables.key(context.region(), namespace, ""))
            .stream()
            .filter((one) -> request.resourceIds().isEmpty() || request.resourceIds().contains(one.resourceId()))
            .filter((one) -> request.scalableDimension() == null
                    || request.scalableDimension() == one.scalableDimension())
            .toList();
        Page<ScalableTarget> page = Page.of(found, ScalableTarget::resourceId,
                ScalingTables.limit(request.maxResults()), request.nextToken(), ScalingTables::invalidToken);
        return DescribeScalableTargetsResponse.builder()
            .scalableTargets(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeregisterScalableTargetResponse deregister(CallContext context, DeregisterScalableTargetRequest request) {
        String namespace = request.serviceNamespaceAsString();
        String dimension = request.scalableDimensionAsString();
        ScalingTables.checkNamespace(namespace);
        String key = ScalingTables.key(context.region(), namespace, request.resourceId(), String.valueOf(dimension));
        ScalableTarget target = this.tables.targets()
            .find(key)
            .orElseThrow(() -> new AwsError("ObjectNotFoundException",
                    "No scalable target found for service namespace: " + namespace + ", resource ID: "
                            + request.resourceId() + ", scalable dimension: " + dimension));
        this.tables.policies().keys(key + "|").forEach(this.tables.policies()::remove);
        this.tables.actions().keys(key + "|").forEach(this.tables.actions()::remove);
        this.tables.tags().remove(target.scalableTargetARN());
        this.tables.targets().remove(key);
        return DeregisterScalableTargetResponse.builder().build();
    }

}
