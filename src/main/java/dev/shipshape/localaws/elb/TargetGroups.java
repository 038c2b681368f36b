package dev.shipshape.localaws.elb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
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
                Operation.of(CreateTargetGroupRequest::builder, this::create).requiring("Name"),
                "DescribeTargetGroups", Operation.of(DescribeTargetGroupsRequest::builder, this::describe),
                "ModifyTargetGroup",
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
        if (type != TargetTypeEnum.LAMBDA) {
            if (request.protocol() == null) {
                throw ElbTables.invalid("A protocol must be specified");
            }
            if (request.port() == null || request.port() < 1 || request.port() > 65535) {
                throw ElbTables.invalid("A port must be specified");
            }
            if (request.vpcId() == null) {
                throw ElbTables.invalid("A VPC ID must be specified");
            }
        }
        ElbTags.check(request.tags());
        boolean taken = all(context).anyMatch((one) -> name.equals(one.targetGroupName()));
        if (taken) {
            throw new AwsError("DuplicateTargetGroupName",
                    "A target group with the same name '" + name + "' exists, but with different settings");
        }
        boolean http = request.protocol() == ProtocolEnum.HTTP || request.protocol() == ProtocolEnum.HTTPS;
        String matcher = (request.matcher() != null) ? request.matcher().httpCode() : null;
        TargetGroup group = TargetGroup.builder()
            .targetGroupArn(context.arn("elasticloadbalancing", "targetgroup/" + name + "/" + ElbTables.id()))
            .targetGroupName(name)
            .protocol(request.protocol())
            .protocolVersion((request.protocolVersion() != null || !http) ? request.protocolVersion() : "HTTP1")
            .port(request.port())
            .vpcId(request.vpcId())
            .healthCheckProtocol((request.healthCheckProtocolAsString() != null)
                    ? request.healthCheckProtocolAsString() : http ? "HTTP" : "TCP")
            .healthCheckPort(Objects.requireNonNullElse(request.healthCheckPort(), "traffic-port"))
            .healthCheckEnabled(Objects.requireNonNullElse(request.healthCheckEnabled(), true))
            .healthCheckIntervalSeconds(Objects.requireNonNullElse(request.healthCheckIntervalSeconds(), 30))
            .healthCheckTimeoutSeconds(
                    Objects.requireNonNullElse(request.healthCheckTimeoutSeconds(), http ? 5 : 10))
            .healthyThresholdCount(Objects.requireNonNullElse(request.healthyThresholdCount(), 5))
            .unhealthyThresholdCount(Objects.requireNonNullElse(request.unhealthyThresholdCount(), 2))
            .healthCheckPath((request.healthCheckPath() != null || !http) ? request.healthCheckPath() : "/")
            .matcher((one) -> one.httpCode((matcher != null || !http) ? matcher : "200"))
            .loadBalancerArns(List.of())
            .targetType(type)
            .ipAddressType("ipv4")
            .build();
        this.tables.groups().put(group.targetGroupArn(), group);
        ElbTags.set(this.tables, group.targetGroupArn(), request.tags());
        return CreateTargetGroupResponse.builder().targetGroups(group).build();
    }

    private Stream<TargetGroup> all(CallContext context) {
        return this.tables.groups().startingWith(context.arn("elasticloadbalancing", "targetgroup/")).stream();
    }

    /** With the load balancers whose listeners or rules send to it. */
    private TargetGroup shown(TargetGroup group) {
        Stream<String> byListener = using(group).map(Listener::loadBalancerArn);
        return group.toBuilder().loadBalancerArns(byListener.distinct().sorted().toList()).build();
    }

    private Stream<Listener> using(TargetGroup group) {
        String region = group.targetGroupArn().substring(0, group.targetGroupArn().indexOf(":targetgroup/"));
        return this.tables.listeners()
            .startingWith(region + ":listener/")
            .stream()
            .filter((listener) -> ElbTables.forwards(listener.defaultActions(), group.targetGroupArn())
                    || this.tables.rulesOf(listener)
                        .stream()
                        .map(Rule::actions)
                        .anyMatch((actions) -> ElbTables.forwards(actions, group.targetGroupArn())));
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
            .healthCheckPath(Objects.requireNonNullElse(request.healthCheckPath(),
                    Objects.requireNonNullElse(group.healthCheckPath(), "/")))
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
            if (using(group).findAny().isPresent()) {
                throw new AwsError("ResourceInUse", "Target group '" + group.targetGroupArn()
                        + "' is currently in use by a listener or a rule");
            }
            this.tables.targets().keys(group.targetGroupArn() + "|").forEach(this.tables.targets()::remove);
            this.tables.attributes().remove(group.targetGroupArn());
            this.tables.tags().remove(group.targetGroupArn());
            this.tables.groups().remove(group.targetGroupArn());
        });
        return DeleteTargetGroupResponse.builder().build();
    }

}
