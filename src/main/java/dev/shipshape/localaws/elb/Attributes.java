package dev.shipshape.localaws.elb;

import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * Attributes of load balancers, listeners and target groups: AWS's defaults until set.
 */
final class Attributes {

    private static final Map<String, String> OF_BALANCERS = Map.of("deletion_protection.enabled", "false",
            "access_logs.s3.enabled", "false", "access_logs.s3.bucket", "", "access_logs.s3.prefix", "",
            "idle_timeout.timeout_seconds", "60", "routing.http2.enabled", "true",
            "routing.http.drop_invalid_header_fields.enabled", "false", "routing.http.desync_mitigation_mode",
            "defensive", "load_balancing.cross_zone.enabled", "true", "client_keep_alive.seconds", "3600");

    private static final Map<String, String> OF_LISTENERS = Map.of("routing.http.response.server.enabled", "true");

    private static final Map<String, String> OF_GROUPS = Map.of("deregistration_delay.timeout_seconds", "300",
            "stickiness.enabled", "false", "stickiness.type", "lb_cookie", "stickiness.lb_cookie.duration_seconds",
            "86400", "slow_start.duration_seconds", "0", "load_balancing.algorithm.type", "round_robin",
            "load_balancing.cross_zone.enabled", "use_load_balancer_configuration");

    private final ElbTables tables;

    Attributes(ElbTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeListenerAttributes",
                Operation.of(DescribeListenerAttributesRequest::builder, this::ofListener).requiring("ListenerArn"),
                "ModifyListenerAttributes",
                Operation.of(ModifyListenerAttributesRequest::builder, this::changeListener)
                    .requiring("ListenerArn", "Attributes"),
                "DescribeLoadBalancerAttributes",
                Operation.of(DescribeLoadBalancerAttributesRequest::builder, this::ofBalancer)
                    .requiring("LoadBalancerArn"),
                "ModifyLoadBalancerAttributes",
                Operation.of(ModifyLoadBalancerAttributesRequest::builder, this::changeBalancer)
                    .requiring("LoadBalancerArn", "Attributes"),
                "DescribeTargetGroupAttributes",
                Operation.of(DescribeTargetGroupAttributesRequest::builder, this::ofGroup).requiring("TargetGroupArn"),
                "ModifyTargetGroupAttributes",
                Operation.of(ModifyTargetGroupAttributesRequest::builder, this::changeGroup)
                    .requiring("TargetGroupArn", "Attributes"));
    }

    private Map<String, String> of(String arn, Map<String, String> defaults) {
        Map<String, String> values = new TreeMap<>(defaults);
        this.tables.attributes().find(arn).ifPresent((set) -> values.putAll(set.values()));
        return values;
    }

    private static void put(Map<String, String> asked, @Nullable String key, @Nullable String value) {
        asked.put(ElbChecks.given("attributes.key", key), (value != null) ? value : "");
    }

    private Map<String, String> change(String arn, Map<String, String> defaults, Map<String, String> asked) {
        asked.keySet().stream().filter((key) -> !key.matches("[a-z0-9._]{1,256}")).findFirst().ifPresent((key) -> {
            throw ElbTables.invalid("Attribute key '" + key + "' is not recognized");
        });
        Map<String, String> values = of(arn, defaults);
        values.putAll(asked);
        this.tables.attributes().put(arn, new ElbTables.Values(values));
        return values;
    }

    private DescribeLoadBalancerAttributesResponse ofBalancer(CallContext context,
            DescribeLoadBalancerAttributesRequest request) {
        String arn = this.tables.balancer(request.loadBalancerArn()).loadBalancerArn();
        return DescribeLoadBalancerAttributesResponse.builder()
            .attributes(of(arn, OF_BALANCERS).entrySet()
                .stream()
                .map((one) -> LoadBalancerAttribute.builder().key(one.getKey()).value(one.getValue()).build())
                .toList())
            .build();
    }

    private ModifyLoadBalancerAttributesResponse changeBalancer(CallContext context,
            ModifyLoadBalancerAttributesRequest request) {
        String arn = this.tables.balancer(request.loadBalancerArn()).loadBalancerArn();
        Map<String, String> asked = new TreeMap<>();
        request.attributes().forEach((one) -> put(asked, one.key(), one.value()));
        return ModifyLoadBalancerAttributesResponse.builder()
            .attributes(change(arn, OF_BALANCERS, asked).entrySet()
                .stream()
                .map((one) -> LoadBalancerAttribute.builder().key(one.getKey()).value(one.getValue()).build())
                .toList())
            .build();
    }

    private DescribeListenerAttributesResponse ofListener(CallContext context,
            DescribeListenerAttributesRequest request) {
        String arn = this.tables.listener(request.listenerArn()).listenerArn();
        return DescribeListenerAttributesResponse.builder()
            .attributes(of(arn, OF_LISTENERS).entrySet()
                .stream()
                .map((one) -> ListenerAttribute.builder().key(one.getKey()).value(one.getValue()).build())
                .toList())
            .build();
    }

    private ModifyListenerAttributesResponse changeListener(CallContext context,
            ModifyListenerAttributesRequest request) {
        String arn = this.tables.listener(request.listenerArn()).listenerArn();
        Map<String, String> asked = new TreeMap<>();
        request.attributes().forEach((one) -> put(asked, one.key(), one.value()));
        return ModifyListenerAttributesResponse.builder()
            .attributes(change(arn, OF_LISTENERS, asked).entrySet()
                .stream()
                .map((one) -> ListenerAttribute.builder().key(one.getKey()).value(one.getValue()).build())
                .toList())
            .build();
    }

    private DescribeTargetGroupAttributesResponse ofGroup(CallContext context,
            DescribeTargetGroupAttributesRequest request) {
        String arn = this.tables.group(request.targetGroupArn()).targetGroupArn();
        return DescribeTargetGroupAttributesResponse.builder()
            .attributes(of(arn, OF_GROUPS).entrySet()
                .stream()
                .map((one) -> TargetGroupAttribute.builder().key(one.getKey()).value(one.getValue()).build())
                .toList())
            .build();
    }

    private ModifyTargetGroupAttributesResponse changeGroup(CallContext context,
            ModifyTargetGroupAttributesRequest request) {
        String arn = this.tables.group(request.targetGroupArn()).targetGroupArn();
        Map<String, String> asked = new TreeMap<>();
        request.attributes().forEach((one) -> put(asked, one.key(), one.value()));
        return ModifyTargetGroupAttributesResponse.builder()
            .attributes(change(arn, OF_GROUPS, asked).entrySet()
                .stream()
                .map((one) -> TargetGroupAttribute.builder().key(one.getKey()).value(one.getValue()).build())
                .toList())
            .build();
    }

}
