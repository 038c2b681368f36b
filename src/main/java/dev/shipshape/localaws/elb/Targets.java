package dev.shipshape.localaws.elb;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The targets of groups. Nobody looks after their health, which they are told to be well. */
final class Targets {

    private final ElbTables tables;

    Targets(ElbTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterTargets",
                Operation.of(RegisterTargetsRequest::builder, this::register).requiring("TargetGroupArn", "Targets"),
                "DeregisterTargets",
                Operation.of(DeregisterTargetsRequest::builder, this::deregister)
                    .requiring("TargetGroupArn", "Targets"),
                "DescribeTargetHealth",
                Operation.of(DescribeTargetHealthRequest::builder, this::health).requiring("TargetGroupArn"));
    }

    private static TargetDescription whole(TargetGroup group, TargetDescription target) {
        if (target.id() == null) {
            throw ElbTables.invalid("1 validation error detected: Value null at 'targets.1.member.id' failed to satisfy "
                    + "constraint: Member must not be null");
        }
        return (target.port() != null) ? target : target.toBuilder().port(group.port()).build();
    }

    private static String key(TargetGroup group, TargetDescription target) {
        return group.targetGroupArn() + "|" + target.id() + "|" + target.port();
    }

    private RegisterTargetsResponse register(CallContext context, RegisterTargetsRequest request) {
        TargetGroup group = this.tables.group(request.targetGroupArn());
        request.targets()
            .stream()
            .map((target) -> whole(group, target))
            .forEach((target) -> this.tables.targets().put(key(group, target), target));
        return RegisterTargetsResponse.builder().build();
    }

    private DeregisterTargetsResponse deregister(CallContext context, DeregisterTargetsRequest request) {
        TargetGroup group = this.tables.group(request.targetGroupArn());
        for (TargetDescription target : request.targets()) {
            if (target.port() != null) {
                this.tables.targets().remove(key(group, target));
            }
            else {
                this.tables.targets()
                    .keys(group.targetGroupArn() + "|" + target.id() + "|")
                    .forEach(this.tables.targets()::remove);
            }
        }
        return DeregisterTargetsResponse.builder().build();
    }

    private DescribeTargetHealthResponse health(CallContext context, DescribeTargetHealthRequest request) {
        TargetGroup group = this.tables.groups()
            .find(request.targetGroupArn())
            .orElseThrow(() -> new AwsError("TargetGroupNotFound",
                    "Target groups '" + request.targetGroupArn() + "' not found"));
        List<TargetDescription> registered = this.tables.targets().startingWith(group.targetGroupArn() + "|");
        List<TargetDescription> asked = request.targets().isEmpty() ? registered
                : request.targets().stream().map((target) -> whole(group, target)).toList();
        return DescribeTargetHealthResponse.builder()
            .targetHealthDescriptions(
                    asked.stream().map((target) -> described(group, target, registered.contains(target))).toList())
            .build();
    }

    private static TargetHealthDescription described(TargetGroup group, TargetDescription target, boolean registered) {
        return TargetHealthDescription.builder()
            .target(target)
            .healthCheckPort(group.healthCheckPort().equals("traffic-port") ? String.valueOf(target.port())
                    : group.healthCheckPort())
            .targetHealth((health) -> {
                if (registered) {
                    health.state(TargetHealthStateEnum.HEALTHY);
                }
                else {
                    health.state(TargetHealthStateEnum.UNUSED)
                        .reason(TargetHealthReasonEnum.TARGET_NOT_REGISTERED)
                        .description("Target is not registered to the target group");
                }
            })
            .build();
    }

}
