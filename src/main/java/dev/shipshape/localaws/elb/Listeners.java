package dev.shipshape.localaws.elb;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Listeners: one for each port of a load balancer, each with a default rule. */
final class Listeners {

    private final ElbTables tables;

    Listeners(ElbTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateListener",
                Operation.of(CreateListenerRequest::builder, this::create)
                    .requiring("LoadBalancerArn", "DefaultActions"),
                "DescribeListeners", Operation.of(DescribeListenersRequest::builder, this::describe), "ModifyListener",
                Operation.of(ModifyListenerRequest::builder, this::modify).requiring("ListenerArn"), "DeleteListener",
                Operation.of(DeleteListenerRequest::builder, this::delete).requiring("ListenerArn"));
    }

    private CreateListenerResponse create(CallContext context, CreateListenerRequest request) {
        LoadBalancer balancer = this.tables.balancer(request.loadBalancerArn());
        if (request.protocol() == null || request.port() == null) {
            throw ElbTables.invalid("A listener protocol and port must be specified");
        }
        ElbChecks.oneOf("protocol", request.protocolAsString(), ProtocolEnum.knownValues());
        checkPort(balancer, request.port());
        checkCertificates(request.protocol(), request.certificates().isEmpty());
        ElbTags.check(request.tags());
        String arn = balancer.loadBalancerArn().replace(":loadbalancer/", ":listener/") + "/" + ElbTables.id();
        Listener listener = Listener.builder()
            .listenerArn(arn)
            .loadBalancerArn(balancer.loadBalancerArn())
            .port(request.port())
            .protocol(request.protocol())
            .certificates(request.certificates())
            .sslPolicy((request.sslPolicy() != null || request.protocol() != ProtocolEnum.HTTPS) ? request.sslPolicy()
                    : "ELBSecurityPolicy-2016-08")
            .defaultActions(Actions.checked(this.tables, request.defaultActions()))
            .alpnPolicy(request.alpnPolicy())
            .build();
        this.tables.listeners().put(arn, listener);
        putDefaultRule(listener);
        ElbTags.set(this.tables, arn, request.tags());
        return CreateListenerResponse.builder().listeners(listener).build();
    }

    private void checkPort(LoadBalancer balancer, int port) {
        ElbChecks.range("port", port, 1, 65535);
        if (this.tables.listenersOf(balancer).stream().anyMatch((one) -> one.port() == port)) {
            throw new AwsError("DuplicateListener", "A listener already exists on this port for this load balancer '"
                    + balancer.loadBalancerArn() + "'");
        }
    }

    private static void checkCertificates(ProtocolEnum protocol, boolean none) {
        if ((protocol == ProtocolEnum.HTTPS || protocol == ProtocolEnum.TLS) && none) {
            throw new AwsError("CertificateNotFound", "A certificate must be specified for HTTPS listeners");
        }
    }

    private void putDefaultRule(Listener listener) {
        Rule rule = this.tables.rulesOf(listener)
            .stream()
            .filter((one) -> Boolean.TRUE.equals(one.isDefault()))
            .findFirst()
            .orElseGet(() -> Rule.builder()
                .ruleArn(listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + ElbTables.id())
                .isDefault(true)
                .priority("default")
                .conditions(List.of())
                .build());
        this.tables.rules().put(rule.ruleArn(), rule.toBuilder().actions(listener.defaultActions()).build());
    }

    private DescribeListenersResponse describe(CallContext context, DescribeListenersRequest request) {
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw ElbTables.invalid("You must specify either listener ARNs or a load balancer ARN");
        }
        List<Listener> found = request.listenerArns().isEmpty()
                ? this.tables.listenersOf(this.tables.balancer(request.loadBalancerArn()))
                : request.listenerArns().stream().distinct().sorted().map(this.tables::listener).toList();
        Page<Listener> page = ElbPages.of(found, Listener::listenerArn, request.pageSize(), request.marker());
        return DescribeListenersResponse.builder().listeners(page.items()).nextMarker(page.nextToken()).build();
    }

    private ModifyListenerResponse modify(CallContext context, ModifyListenerRequest request) {
        Listener listener = this.tables.listener(request.listenerArn());
        Listener.Builder changed = listener.toBuilder();
        if (request.port() != null && !request.port().equals(listener.port())) {
            checkPort(this.tables.balancer(listener.loadBalancerArn()), request.port());
            changed.port(request.port());
        }
        if (request.protocol() != null) {
            ElbChecks.oneOf("protocol", request.protocolAsString(), ProtocolEnum.knownValues());
            checkCertificates(request.protocol(),
                    request.certificates().isEmpty() && listener.certificates().isEmpty());
            changed.protocol(request.protocol());
        }
        if (!request.certificates().isEmpty()) {
            changed.certificates(request.certificates());
        }
        if (request.sslPolicy() != null) {
            changed.sslPolicy(request.sslPolicy());
        }
        if (!request.defaultActions().isEmpty()) {
            changed.defaultActions(Actions.checked(this.tables, request.defaultActions()));
        }
        Listener kept = changed.build();
        this.tables.listeners().put(kept.listenerArn(), kept);
        putDefaultRule(kept);
        return ModifyListenerResponse.builder().listeners(kept).build();
    }

    private DeleteListenerResponse delete(CallContext context, DeleteListenerRequest request) {
        this.tables.removeListener(this.tables.listener(request.listenerArn()));
        return DeleteListenerResponse.builder().build();
    }

}
