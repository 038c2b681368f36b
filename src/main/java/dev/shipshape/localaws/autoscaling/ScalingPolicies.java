package dev.shipshape.localaws.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;

/**
 * Scaling policies of targets: kept, with the names of the alarms that AWS would make.
 */
final class ScalingPolicies {

    private final ScalingTables tables;

    ScalingPolicies(ScalingTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutScalingPolicy",
                Operation.of(PutScalingPolicyRequest::builder, this::put)
                    .requiring("PolicyName", "ServiceNamespace", "ResourceId", "ScalableDimension"),
                "DescribeScalingPolicies",
                Operation.of(DescribeScalingPoliciesRequest::builder, this::describe).requiring("ServiceNamespace"),
                "DeleteScalingPolicy", Operation.of(DeleteScalingPolicyRequest::builder, this::delete)
                    .requiring("PolicyName", "ServiceNamespace", "ResourceId", "ScalableDimension"));
    }

    private PutScalingPolicyResponse put(CallContext context, PutScalingPolicyRequest request) {
        String namespace = request.serviceNamespaceAsString();
        String dimension = request.scalableDimensionAsString();
        ScalingTables.checkScalable(namespace, request.resourceId(), dimension);
        String target = ScalingTables.key(context.region(), namespace, request.resourceId(), dimension);
        this.tables.target(target, namespace, request.resourceId(), dimension);
        PolicyType type = (request.policyType() != null) ? request.policyType() : PolicyType.STEP_SCALING;
        check(request, type);
        String key = ScalingTables.key(target, request.policyName());
        ScalingPolicy before = this.tables.policies().find(key).orElse(null);
        if (before != null && before.policyType() != type) {
            throw ScalingTables.invalid("The policy type of a scaling policy cannot be changed.");
        }
        ScalingPolicy policy = ((before != null) ? before.toBuilder() : made(context, request, type))
            .targetTrackingScalingPolicyConfiguration(request.targetTrackingScalingPolicyConfiguration())
            .stepScalingPolicyConfiguration(request.stepScalingPolicyConfiguration())
            .predictiveScalingPolicyConfiguration(request.predictiveScalingPolicyConfiguration())
            .build();
        this.tables.policies().put(key, policy);
        return PutScalingPolicyResponse.builder().policyARN(policy.policyARN()).alarms(policy.alarms()).build();
    }

    private static void check(PutScalingPolicyRequest request, PolicyType type) {
        boolean fits = switch (type) {
            case STEP_SCALING -> request.stepScalingPolicyConfiguration() != null;
            case TARGET_TRACKING_SCALING -> request.targetTrackingScalingPolicyConfiguration() != null;
            case PREDICTIVE_SCALING -> request.predictiveScalingPolicyConfiguration() != null;
            default -> throw ScalingTables.invalid("1 validation error detected: Value '" + request.policyTypeAsString()
                    + "' at 'policyType' failed to satisfy constraint: Member must "
                    + "satisfy enum value set: [PredictiveScaling, StepScaling, TargetTrackingScaling]");
        };
        if (!fits) {
            throw ScalingTables.invalid("The configuration for the policy type " + type + " is missing.");
        }
        if (type == PolicyType.TARGET_TRACKING_SCALING) {
            boolean predefined = request.targetTrackingScalingPolicyConfiguration()
                .predefinedMetricSpecification() != null;
            boolean customized = request.targetTrackingScalingPolicyConfiguration()
                .customizedMetricSpecification() != null;
            if (predefined == customized || request.targetTrackingScalingPolicyConfiguration().targetValue() == null) {
                throw ScalingTables
                    .invalid("A target tracking policy has a target value and exactly one of a predefined "
                            + "and a customized metric.");
            }
        }
    }

    private static ScalingPolicy.Builder made(CallContext context, PutScalingPolicyRequest request, PolicyType type) {
        String id = UUID.randomUUID().toString();
        String resource = request.resourceId();
        List<Alarm> alarms = (type != PolicyType.TARGET_TRACKING_SCALING) ? List.of()
                : List.of(alarm(context, resource, "AlarmHigh"), alarm(context, resource, "AlarmLow"));
        return ScalingPolicy.builder()
            .policyName(request.policyName())
            .policyARN(context.arn("autoscaling",
                    "scalingPolicy:" + id + ":resource/ecs/" + resource + ":policyName/" + request.policyName()))
            .serviceNamespace(request.serviceNamespace())
            .resourceId(resource)
            .scalableDimension(request.scalableDimension())
            .policyType(type)
            .alarms(alarms)
            .creationTime(context.now());
    }

    private static Alarm alarm(CallContext context, String resource, String which) {
        String name = "TargetTracking-" + resource + "-" + which + "-" + UUID.randomUUID();
        return Alarm.builder().alarmName(name).alarmARN(context.arn("cloudwatch", "alarm:" + name)).build();
    }

    private DescribeScalingPoliciesResponse describe(CallContext context, DescribeScalingPoliciesRequest request) {
        String namespace = request.serviceNamespaceAsString();
        ScalingTables.checkNamespace(namespace);
        List<ScalingPolicy> found = this.tables.policies()
            .startingWith(ScalingTables.key(context.region(), namespace, ""))
            .stream()
            .filter((one) -> request.policyNames().isEmpty() || request.policyNames().contains(one.policyName()))
            .filter((one) -> request.resourceId() == null || request.resourceId().equals(one.resourceId()))
            .filter((one) -> request.scalableDimension() == null
                    || request.scalableDimension() == one.scalableDimension())
            .toList();
        Page<ScalingPolicy> page = Page.of(found, (one) -> one.resourceId() + "|" + one.policyName(),
                ScalingTables.limit(request.maxResults()), request.nextToken(), ScalingTables::invalidToken);
        return DescribeScalingPoliciesResponse.builder()
            .scalingPolicies(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteScalingPolicyResponse delete(CallContext context, DeleteScalingPolicyRequest request) {
        String namespace = request.serviceNamespaceAsString();
        ScalingTables.checkNamespace(namespace);
        String key = ScalingTables.key(context.region(), namespace, request.resourceId(),
                request.scalableDimensionAsString(), request.policyName());
        if (!this.tables.policies().remove(key)) {
            throw new AwsError("ObjectNotFoundException",
                    "No scaling policy found for service namespace: " + namespace + ", resource ID: "
                            + request.resourceId() + ", scalable dimension: " + request.scalableDimensionAsString()
                            + ", policy name: " + request.policyName());
        }
        return DeleteScalingPolicyResponse.builder().build();
    }

}
