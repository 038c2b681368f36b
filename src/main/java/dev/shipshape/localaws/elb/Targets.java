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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The targets of groups. Nobody looks after them: they count as healthy as soon as a
 * listener or a rule sends to their group.
 */
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
        String id = ElbChecks.given("targets.id", target.id());
        ElbChecks.range("targets.port", target.port(), 1, 65535);
        if (group.targetType() == TargetTypeEnum.INSTANCE && !id.startsWith("i-")) {
            throw ElbTables.invalid("Instance ID '" + id + "' is not valid");
        }
        if (group.targetType() == TargetTypeEnum.IP && !id.matches("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}")) {
            throw ElbTables.invalid("The IP address '" + id + "' is not a valid IPv4 address");
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
            ElbChecks.given("targets.id", target.id());
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
        boolean used = this.tables.sendingTo(group).findAny().isPresent();
        List<TargetDescription> registered = this.tables.targets().startingWith(group.targetGroupArn() + "|");
        List<TargetDescription> asked = request.targets().isEmpty() ? registered
                : request.targets().stream().map((target) -> whole(group, target)).toList();
        return DescribeTargetHealthResponse.builder()
            .targetHealthDescriptions(asked.stream()
                .map((target) -> described(group, target, registered.contains(target), used))
                .toList())
            .build();
    }

    private static TargetHealthDescription described(TargetGroup group, TargetDescription target, boolean registered,
            boolean used) {
        return TargetHealthDescription.builder()
            .target(target)
            .healthCheckPort(group.healthCheckPort().equals("traffic-port") ? String.valueOf(target.port())
                    : group.healthCheckPort())
            .targetHealth((health) -> {
                if (registered && !used) {
                    health.state(TargetHealthStateEnum.UNUSED)
                        .reason(TargetHealthReasonEnum.TARGET_NOT_IN_USE)
                        .description("Target group is not configured to receive traffic from the load balancer");
                }
                else if (registered) {
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
