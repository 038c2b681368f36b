package dev.shipshape.localaws.elb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Target groups: deleted once no listener and no rule sends to them. */
final class TargetGroups {

    private final ElbTables tables;

    TargetGroups(ElbTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateTargetGroup",
                Operation.of(CreateTargetGroupRequest::builder, this::create).requiring("Name"), "DescribeTargetGroups",
                Operation.of(DescribeTargetGroupsRequest::builder, this::describe), "ModifyTargetGroup",
                Operation.of(ModifyTargetGroupRequest::builder, this::modify).requiring("TargetGroupArn"),
                "DeleteTargetGroup",
                Operation.of(DeleteTargetGroupRequest::builder, this::delete).requiring("TargetGroupArn"));
    }

    private CreateTargetGroupResponse create(CallContext context, CreateTargetGroupRequest request) {
        String name = request.name();
        if (name.length() > 32) {
            throw ElbTables.invalid("Target group name '" + name + "' cannot be longer than '32' characters");
        }
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")) {
            throw ElbTables.invalid("Target group name '" + name
                    + "' can only contain characters that are alphanumeric characters or hyphens(-)");
        }
        TargetTypeEnum type = (request.targetType() != null) ? request.targetType() : TargetTypeEnum.INSTANCE;
        ElbChecks.oneOf("targetType", request.targetTypeAsString(), TargetTypeEnum.knownValues());
        ElbChecks.oneOf("protocol", request.protocolAsString(), ProtocolEnum.knownValues());
        ElbChecks.oneOf("healthCheckProtocol", request.healthCheckProtocolAsString(), ProtocolEnum.knownValues());
        if (type != TargetTypeEnum.LAMBDA) {
            if (request.protocol() == null) {
                throw ElbTables.invalid("A protocol must be specified");
            }
            ElbChecks.range("port", request.port(), 1, 65535);
            if (request.port() == null) {
                throw ElbTables.invalid("A port must be specified");
            }
            if (request.vpcId() == null) {
                throw ElbTables.invalid("A VPC ID must be specified");
            }
        }
        ElbTags.check(request.tags());
        Optional<TargetGroup> before = all(context).filter((one) -> name.equals(one.targetGroupName())).findFirst();
        TargetGroup group = made(request, type, before.map(TargetGroup::targetGroupArn)
            .orElseGet(() -> context.arn("elasticloadbalancing", "targetgroup/" + name + "/" + ElbTables.id())));
        if (before.isPresent() && !before.get().equals(group)) {
            throw new AwsError("DuplicateTargetGroupName",
                    "A target group with the same name '" + name + "' exists, but with different settings");
        }
        this.tables.groups().put(group.targetGroupArn(), group);
        ElbTags.set(this.tables, group.targetGroupArn(), request.tags());
        return CreateTargetGroupResponse.builder().targetGroups(shown(group)).build();
    }

    /** The group with AWS's defaults. */
    private static TargetGroup made(CreateTargetGroupRequest request, TargetTypeEnum type, String arn) {
        boolean lambda = type == TargetTypeEnum.LAMBDA;
        boolean http = request.protocol() == ProtocolEnum.HTTP || request.protocol() == ProtocolEnum.HTTPS;
        return TargetGroup.builder()
            .targetGroupArn(arn)
            .targetGroupName(request.name())
            .protocol(request.protocol())
            .protocolVersion((request.protocolVersion() != null || !http) ? request.protocolVersion() : "HTTP1")
            .port(request.port())
            .vpcId(request.vpcId())
            .healthCheckProtocol((request.healthCheckProtocolAsString() != null) ? request.healthCheckProtocolAsString()
                    : http ? "HTTP" : "TCP")
            .healthCheckPort(Objects.requireNonNullElse(request.healthCheckPort(), "traffic-port"))
            .healthCheckEnabled(Objects.requireNonNullElse(request.healthCheckEnabled(), !lambda))
            .healthCheckIntervalSeconds(
                    Objects.requireNonNullElse(request.healthCheckIntervalSeconds(), lambda ? 35 : 30))
            .healthCheckTimeoutSeconds(
                    Objects.requireNonNullElse(request.healthCheckTimeoutSeconds(), lambda ? 30 : http ? 5 : 10))
            .healthyThresholdCount(Objects.requireNonNullElse(request.healthyThresholdCount(), 5))
            .unhealthyThresholdCount(Objects.requireNonNullElse(request.unhealthyThresholdCount(), 2))
            .healthCheckPath((request.healthCheckPath() != null || !http) ? request.healthCheckPath() : "/")
            .matcher((request.matcher() != null || !http) ? request.matcher()
                    : Matcher.builder().httpCode("200").build())
            .loadBalancerArns(List.of())
            .targetType(type)
            .ipAddressType("ipv4")
            .build();
    }

    private Stream<TargetGroup> all(CallContext context) {
        return this.tables.groups().startingWith(context.arn("elasticloadbalancing", "targetgroup/")).stream();
    }

    /** With the load balancers whose listeners or rules send to it. */
    private TargetGroup shown(TargetGroup group) {
        Stream<String> byListener = this.tables.sendingTo(group).map(Listener::loadBalancerArn);
        return group.toBuilder().loadBalancerArns(byListener.distinct().sorted().toList()).build();
    }

    private DescribeTargetGroupsResponse describe(CallContext context, DescribeTargetGroupsRequest request) {
        request.targetGroupArns().forEach(this.tables::group);
        for (String name : request.names()) {
            if (all(context).noneMatch((one) -> name.equals(one.targetGroupName()))) {
                throw new AwsError("TargetGroupNotFound", "One or more target groups not found");
            }
        }
        String balancer = (request.loadBalancerArn() != null)
                ? this.tables.balancer(request.loadBalancerArn()).loadBalancerArn() : null;
        List<TargetGroup> found = all(context)
            .filter((one) -> request.names().isEmpty() || request.names().contains(one.targetGroupName()))
            .filter((one) -> request.targetGroupArns().isEmpty()
                    || request.targetGroupArns().contains(one.targetGroupArn()))
            .map(this::shown)
            .filter((one) -> balancer == null || one.loadBalancerArns().contains(balancer))
            .toList();
        Page<TargetGroup> page = ElbPages.of(found, TargetGroup::targetGroupArn, request.pageSize(), request.marker());
        return DescribeTargetGroupsResponse.builder().targetGroups(page.items()).nextMarker(page.nextToken()).build();
    }

    private ModifyTargetGroupResponse modify(CallContext context, ModifyTargetGroupRequest request) {
        TargetGroup group = this.tables.group(request.targetGroupArn());
        TargetGroup changed = group.toBuilder()
            .healthCheckPath((request.healthCheckPath() != null) ? request.healthCheckPath() : group.healthCheckPath())
            .healthCheckPort(Objects.requireNonNullElse(request.healthCheckPort(), group.healthCheckPort()))
            .healthCheckEnabled(Objects.requireNonNullElse(request.healthCheckEnabled(), group.healthCheckEnabled()))
            .healthCheckIntervalSeconds(Objects.requireNonNullElse(request.healthCheckIntervalSeconds(),
                    group.healthCheckIntervalSeconds()))
            .healthCheckTimeoutSeconds(
                    Objects.requireNonNullElse(request.healthCheckTimeoutSeconds(), group.healthCheckTimeoutSeconds()))
            .healthyThresholdCount(
                    Objects.requireNonNullElse(request.healthyThresholdCount(), group.healthyThresholdCount()))
            .unhealthyThresholdCount(
                    Objects.requireNonNullElse(request.unhealthyThresholdCount(), group.unhealthyThresholdCount()))
            .matcher((request.matcher() != null) ? request.matcher() : group.matcher())
            .build();
        this.tables.groups().put(group.targetGroupArn(), changed);
        return ModifyTargetGroupResponse.builder().targetGroups(shown(changed)).build();
    }

    /** What is not there counts as deleted. */
    private DeleteTargetGroupResponse delete(CallContext context, DeleteTargetGroupRequest request) {
        this.tables.groups().find(request.targetGroupArn()).ifPresent((group) -> {
            if (this.tables.sendingTo(group).findAny().isPresent()) {
                throw new AwsError("ResourceInUse",
                        "Target group '" + group.targetGroupArn() + "' is currently in use by a listener or a rule");
            }
            this.tables.targets().keys(group.targetGroupArn() + "|").forEach(this.tables.targets()::remove);
            this.tables.attributes().remove(group.targetGroupArn());
            this.tables.tags().remove(group.targetGroupArn());
            this.tables.groups().remove(group.targetGroupArn());
        });
        return DeleteTargetGroupResponse.builder().build();
    }

}
