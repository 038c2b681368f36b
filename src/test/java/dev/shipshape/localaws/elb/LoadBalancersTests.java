package dev.shipshape.localaws.elb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateListenerException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateLoadBalancerNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Load balancers and what belongs to them, by the Elastic Load Balancing API reference,
 * version 2015-12-01.
 */
class LoadBalancersTests {

    private static final String NONE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-05T10:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private ElasticLoadBalancingV2Client elb;

    private List<Subnet> subnets;

    @BeforeEach
    void connect() {
        this.elb = aws.client(ElasticLoadBalancingV2Client.builder());
        this.subnets = aws.client(Ec2Client.builder()).describeSubnets().subnets();
    }

    @Test
    @DisplayName("CreateLoadBalancer: provisioning, then active; the same again gives the same, another is a duplicate")
    void aLoadBalancerIsProvisionedThenActive() {
        LoadBalancer made = balancer("web");
        assertThat(made.loadBalancerArn()).startsWith(NONE + "loadbalancer/app/web/");
        assertThat(made.dnsName()).startsWith("web-").endsWith(".us-east-1.elb.amazonaws.com");
        assertThat(made.state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);
        assertThat(made.vpcId()).isEqualTo(this.subnets.get(0).vpcId());
        assertThat(made.securityGroups()).hasSize(1);
        assertThat(made.availabilityZones()).hasSize(2);
        assertThat(balancer("web").loadBalancerArn()).isEqualTo(made.loadBalancerArn());
        assertThatExceptionOfType(DuplicateLoadBalancerNameException.class).isThrownBy(
                () -> this.elb.createLoadBalancer((request) -> request.name("web").subnets(subnet(1), subnet(2))));
        clock.advance(Duration.ofMinutes(2));
        this.elb.waiter().waitUntilLoadBalancerAvailable((request) -> request.names("web"));
        assertThat(this.elb
            .setSubnets((request) -> request.loadBalancerArn(made.loadBalancerArn()).subnets(subnet(1), subnet(2)))
            .availabilityZones()).extracting((zone) -> zone.subnetId()).containsExactly(subnet(1), subnet(2));
        assertThat(this.elb
            .setSecurityGroups(
                    (request) -> request.loadBalancerArn(made.loadBalancerArn()).securityGroups(made.securityGroups()))
            .securityGroupIds()).isEqualTo(made.securityGroups());
        aws.restart();
        connect();
        assertThat(this.elb.describeLoadBalancers().loadBalancers()).singleElement()
            .satisfies((found) -> assertThat(found.createdTime()).isEqualTo(made.createdTime()));
    }

    @Test
    void wrongLoadBalancersAreRefused() {
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
            .isThrownBy(() -> this.elb.createLoadBalancer((request) -> request.name("web").subnets(subnet(0))))
            .withMessageContaining("At least two subnets in two different Availability Zones must be specified");
        assertThatExceptionOfType(SubnetNotFoundException.class)
            .isThrownBy(() -> this.elb.createLoadBalancer((request) -> request.name("web").subnets("subnet-none")));
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class).isThrownBy(() -> balancer("a".repeat(33)))
            .withMessageContaining("cannot be longer than '32' characters");
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class).isThrownBy(() -> balancer("a_b"))
            .withMessageContaining("alphanumeric characters and hyphens");
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
            .isThrownBy(() -> this.elb
                .createLoadBalancer((request) -> request.name("web").scheme("moon").subnets(subnet(0), subnet(1))))
            .withMessageContaining("'scheme' failed to satisfy constraint");
    }

    @Test
    void whatIsNotThereIsToldInAwssWords() {
        assertThatExceptionOfType(LoadBalancerNotFoundException.class)
            .isThrownBy(() -> this.elb.describeLoadBalancers((request) -> request.names("none")))
            .withMessageContaining("Load balancers '[none]' not found")
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("LoadBalancerNotFound"))
            .satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(400));
        assertThatExceptionOfType(TargetGroupNotFoundException.class)
            .isThrownBy(() -> this.elb.describeTargetGroups((request) -> request.names("none")))
            .withMessageContaining("One or more target groups not found");
        assertThatExceptionOfType(ListenerNotFoundException.class)
            .isThrownBy(
                    () -> this.elb.describeListeners((request) -> request.listenerArns(NONE + "listener/app/a/b/c")))
            .withMessageContaining("One or more listeners not found");
        assertThatExceptionOfType(RuleNotFoundException.class)
            .isThrownBy(() -> this.elb.deleteRule((request) -> request.ruleArn(NONE + "listener-rule/app/a/b/c/d")))
            .withMessageContaining("One or more rules not found");
        assertThatExceptionOfType(TargetGroupNotFoundException.class).isThrownBy(
                () -> this.elb.describeTargetHealth((request) -> request.targetGroupArn(NONE + "targetgroup/a/b")));
        // Idempotent, as the reference has it.
        this.elb.deleteLoadBalancer((request) -> request.loadBalancerArn(NONE + "loadbalancer/app/none/1"));
        this.elb.deleteTargetGroup((request) -> request.targetGroupArn(NONE + "targetgroup/none/1"));
    }

    @Test
    @DisplayName("DeleteTargetGroup: ResourceInUse while a listener sends to it; DeleteLoadBalancer takes listeners along")
    void thingsAreDeletedInOrder() {
        LoadBalancer balancer = balancer("web");
        TargetGroup group = group("web");
        Listener listener = listener(balancer, group, 80);
        assertThat(group("web").loadBalancerArns()).containsExactly(balancer.loadBalancerArn());
        assertThatExceptionOfType(ResourceInUseException.class)
            .isThrownBy(() -> this.elb.deleteTargetGroup((request) -> request.targetGroupArn(group.targetGroupArn())))
            .withMessageContaining("is currently in use by a listener or a rule");
        protect(balancer, true);
        assertThatExceptionOfType(OperationNotPermittedException.class)
            .isThrownBy(
                    () -> this.elb.deleteLoadBalancer((request) -> request.loadBalancerArn(balancer.loadBalancerArn())))
            .withMessageContaining("deletion protection is enabled");
        protect(balancer, false);
        this.elb.deleteLoadBalancer((request) -> request.loadBalancerArn(balancer.loadBalancerArn()));
        assertThatExceptionOfType(ListenerNotFoundException.class)
            .isThrownBy(() -> this.elb.describeRules((request) -> request.listenerArn(listener.listenerArn())));
        this.elb.deleteTargetGroup((request) -> request.targetGroupArn(group.targetGroupArn()));
        assertThat(this.elb.describeTargetGroups().targetGroups()).isEmpty();
    }

    @Test
    @DisplayName("DescribeTargetHealth: unused until a listener sends there, then healthy; not registered")
    void targetsAreHealthyOnceTheirGroupIsUsed() {
        TargetGroup group = group("web");
        this.elb.registerTargets((request) -> request.targetGroupArn(group.targetGroupArn())
            .targets(target("172.31.0.10"), target("172.31.0.11").toBuilder().port(9000).build()));
        assertThat(this.elb.describeTargetHealth((request) -> request.targetGroupArn(group.targetGroupArn()))
            .targetHealthDescriptions()).hasSize(2)
            .allSatisfy((one) -> assertThat(one.targetHealth().reason())
                .isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE));
        listener(balancer("web"), group, 80);
        assertThat(this.elb.describeTargetHealth((request) -> request.targetGroupArn(group.targetGroupArn()))
            .targetHealthDescriptions())
            .extracting((one) -> one.target().id(), (one) -> one.healthCheckPort(), (one) -> one.targetHealth().state())
            .containsExactly(tuple("172.31.0.10", "8080", TargetHealthStateEnum.HEALTHY),
                    tuple("172.31.0.11", "9000", TargetHealthStateEnum.HEALTHY));
        this.elb.deregisterTargets(
                (request) -> request.targetGroupArn(group.targetGroupArn()).targets(target("172.31.0.11")));
        assertThat(this.elb
            .describeTargetHealth((request) -> request.targetGroupArn(group.targetGroupArn())
                .targets(target("172.31.0.11").toBuilder().port(9000).build()))
            .targetHealthDescriptions()).singleElement()
            .satisfies((one) -> assertThat(one.targetHealth().reason())
                .isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED));
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
            .isThrownBy(() -> this.elb
                .registerTargets((request) -> request.targetGroupArn(group.targetGroupArn()).targets(target("i-0123"))))
            .withMessageContaining("The IP address 'i-0123' is not a valid IPv4 address");
    }

    @Test
    void attributesHaveAwssDefaultsUntilSet() {
        LoadBalancer balancer = balancer("web");
        TargetGroup group = group("web");
        Listener listener = listener(balancer, group, 80);
        protect(balancer, true);
        assertThat(this.elb
            .describeLoadBalancerAttributes((request) -> request.loadBalancerArn(balancer.loadBalancerArn()))
            .attributes()).extracting((one) -> one.key() + "=" + one.value())
            .contains("deletion_protection.enabled=true", "idle_timeout.timeout_seconds=60");
        this.elb.modifyTargetGroupAttributes((request) -> request.targetGroupArn(group.targetGroupArn())
            .attributes(TargetGroupAttribute.builder().key("deregistration_delay.timeout_seconds").value("5").build()));
        assertThat(this.elb.describeTargetGroupAttributes((request) -> request.targetGroupArn(group.targetGroupArn()))
            .attributes()).extracting((one) -> one.key() + "=" + one.value())
            .contains("deregistration_delay.timeout_seconds=5", "stickiness.enabled=false");
        this.elb.modifyListenerAttributes((request) -> request.listenerArn(listener.listenerArn())
            .attributes(
                    ListenerAttribute.builder().key("routing.http.response.server.enabled").value("false").build()));
        assertThat(this.elb.describeListenerAttributes((request) -> request.listenerArn(listener.listenerArn()))
            .attributes()).extracting((one) -> one.key() + "=" + one.value())
            .contains("routing.http.response.server.enabled=false");
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
            .isThrownBy(() -> this.elb
                .modifyLoadBalancerAttributes((request) -> request.loadBalancerArn(balancer.loadBalancerArn())
                    .attributes(LoadBalancerAttribute.builder().key("Not A Key").value("1").build())))
            .withMessageContaining("is not recognized");
    }

    @Test
    @DisplayName("CreateRule, SetRulePriorities: a priority is taken once; the default rule comes last and stays")
    void rulesAreSortedByPriority() {
        TargetGroup group = group("web");
        Listener listener = listener(balancer("web"), group, 80);
        Rule ten = rule(listener, group, 10);
        Rule two = rule(listener, group, 2);
        assertThatExceptionOfType(PriorityInUseException.class).isThrownBy(() -> rule(listener, group, 2))
            .withMessageContaining("Priority '2' is currently in use");
        assertThat(priorities(listener)).containsExactly("2", "10", "default");
        this.elb.setRulePriorities((request) -> request
            .rulePriorities(RulePriorityPair.builder().ruleArn(two.ruleArn()).priority(20).build()));
        assertThat(priorities(listener)).containsExactly("10", "20", "default");
        assertThat(this.elb
            .modifyRule((request) -> request.ruleArn(ten.ruleArn())
                .conditions(RuleCondition.builder().field("path-pattern").values("/b").build()))
            .rules()
            .get(0)
            .conditions()
            .get(0)
            .values()).containsExactly("/b");
        String last = this.elb.describeRules((request) -> request.listenerArn(listener.listenerArn()))
            .rules()
            .get(2)
            .ruleArn();
        assertThatExceptionOfType(OperationNotPermittedException.class)
            .isThrownBy(() -> this.elb.deleteRule((request) -> request.ruleArn(last)));
        this.elb.deleteRule((request) -> request.ruleArn(ten.ruleArn()));
        assertThat(priorities(listener)).containsExactly("20", "default");
    }

    @Test
    void listenersHaveAPortOfTheirOwn() {
        LoadBalancer balancer = balancer("web");
        TargetGroup group = group("web");
        Listener first = listener(balancer, group, 80);
        assertThatExceptionOfType(DuplicateListenerException.class).isThrownBy(() -> listener(balancer, group, 80));
        Listener second = listener(balancer, group, 81);
        assertThatExceptionOfType(DuplicateListenerException.class)
            .isThrownBy(() -> this.elb.modifyListener((request) -> request.listenerArn(second.listenerArn()).port(80)));
        this.elb.deleteListener((request) -> request.listenerArn(first.listenerArn()));
        assertThat(this.elb.modifyListener((request) -> request.listenerArn(second.listenerArn()).port(80))
            .listeners()
            .get(0)
            .port()).isEqualTo(80);
        assertThat(this.elb.describeListeners((request) -> request.loadBalancerArn(balancer.loadBalancerArn()))
            .listeners()).singleElement()
            .satisfies((one) -> assertThat(one.defaultActions().get(0).targetGroupArn())
                .isEqualTo(group.targetGroupArn()));
    }

    @Test
    @DisplayName("CreateTargetGroup: the same settings give the same group, others are refused; ModifyTargetGroup")
    void aTargetGroupsNameIsTakenOnce() {
        TargetGroup group = group("web");
        assertThat(group.healthCheckPath()).isEqualTo("/");
        assertThat(group.matcher().httpCode()).isEqualTo("200");
        assertThat(group("web")).isEqualTo(group);
        assertThatExceptionOfType(DuplicateTargetGroupNameException.class)
            .isThrownBy(() -> this.elb.createTargetGroup((request) -> request.name("web")
                .protocol(ProtocolEnum.HTTP)
                .port(81)
                .targetType(TargetTypeEnum.IP)
                .vpcId(this.subnets.get(0).vpcId())));
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
            .isThrownBy(() -> this.elb.createTargetGroup((request) -> request.name("two")))
            .withMessageContaining("A protocol must be specified");
        assertThat(this.elb
            .modifyTargetGroup((request) -> request.targetGroupArn(group.targetGroupArn()).healthCheckPath("/up"))
            .targetGroups()
            .get(0)
            .healthCheckPath()).isEqualTo("/up");
    }

    @Test
    void pagesAndTagsAreGivenAsAsked() {
        LoadBalancer web = balancer("web");
        balancer("admin");
        balancer("jobs");
        assertThat(this.elb.describeLoadBalancersPaginator((request) -> request.pageSize(1)).loadBalancers())
            .extracting(LoadBalancer::loadBalancerName)
            .containsExactly("admin", "jobs", "web");
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
            .isThrownBy(() -> this.elb.describeLoadBalancers((request) -> request.pageSize(401)))
            .withMessageContaining("less than or equal to 400");
        this.elb.addTags((request) -> request.resourceArns(web.loadBalancerArn())
            .tags(Tag.builder().key("team").value("blue").build()));
        ResourceGroupsTaggingApiClient tagging = aws.client(ResourceGroupsTaggingApiClient.builder());
        assertThat(tagging.getResources((request) -> request.resourceTypeFilters("elasticloadbalancing:loadbalancer"))
            .resourceTagMappingList()).singleElement()
            .satisfies((one) -> assertThat(one.resourceARN()).isEqualTo(web.loadBalancerArn()));
        this.elb.removeTags((request) -> request.resourceArns(web.loadBalancerArn()).tagKeys("team"));
        assertThat(this.elb.describeTags((request) -> request.resourceArns(web.loadBalancerArn()))
            .tagDescriptions()
            .get(0)
            .tags()).isEmpty();
        assertThat(tagging.getResources().resourceTagMappingList()).isEmpty();
    }

    private String subnet(int index) {
        return this.subnets.get(index).subnetId();
    }

    private LoadBalancer balancer(String name) {
        return this.elb.createLoadBalancer((request) -> request.name(name).subnets(subnet(0), subnet(1)))
            .loadBalancers()
            .get(0);
    }

    private void protect(LoadBalancer balancer, boolean on) {
        this.elb.modifyLoadBalancerAttributes((request) -> request.loadBalancerArn(balancer.loadBalancerArn())
            .attributes(LoadBalancerAttribute.builder()
                .key("deletion_protection.enabled")
                .value(String.valueOf(on))
                .build()));
    }

    private TargetGroup group(String name) {
        return this.elb
            .createTargetGroup((request) -> request.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(8080)
                .targetType(TargetTypeEnum.IP)
                .vpcId(this.subnets.get(0).vpcId()))
            .targetGroups()
            .get(0);
    }

    private Listener listener(LoadBalancer balancer, TargetGroup group, int port) {
        return this.elb
            .createListener((request) -> request.loadBalancerArn(balancer.loadBalancerArn())
                .protocol(ProtocolEnum.HTTP)
                .port(port)
                .defaultActions(forward(group)))
            .listeners()
            .get(0);
    }

    private static TargetDescription target(String address) {
        return TargetDescription.builder().id(address).build();
    }

    private static Action forward(TargetGroup group) {
        return Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group.targetGroupArn()).build();
    }

    private Rule rule(Listener listener, TargetGroup group, int priority) {
        return this.elb
            .createRule((request) -> request.listenerArn(listener.listenerArn())
                .priority(priority)
                .conditions(RuleCondition.builder().field("path-pattern").values("/a").build())
                .actions(forward(group)))
            .rules()
            .get(0);
    }

    private List<String> priorities(Listener listener) {
        return this.elb.describeRules((request) -> request.listenerArn(listener.listenerArn()))
            .rules()
            .stream()
            .map(Rule::priority)
            .toList();
    }

}
