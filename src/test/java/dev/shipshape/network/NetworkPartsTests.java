package dev.shipshape.network;

import java.util.Set;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.tasks.Workplace;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What services use of the network is found, and what may go is removed in order. */
@ConsoleTest
class NetworkPartsTests {

    @Autowired
    private Workplace workplace;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Scouts scouts;

    private Connection sandbox;

    @BeforeEach
    void makeACluster() {
        this.sandbox = this.workplace.sandbox();
        this.workplace.cluster();
        this.workplace.web();
    }

    @Test
    void theLoadBalancersOfServicesAreFoundAndRemovedBeforeTheirTargetGroups() {
        String group = group("web");
        String other = group("others");
        String balancer = balancer("shop", LoadBalancerTypeEnum.APPLICATION);
        listen(balancer, group);
        listen(balancer("elsewhere", LoadBalancerTypeEnum.APPLICATION), other);
        service("api", group);
        Survey survey = this.scouts.at(this.sandbox);
        assertThat(survey.names("load-balancer")).containsExactly("shop");
        assertThat(survey.names("target-group")).containsExactly("web");
        Resource shop = survey.of("load-balancer").get(0).resource();
        assertThat(shop.facts()).containsEntry("billed", "alb");
        Resource web = survey.of("target-group").get(0).resource();
        Remover groups = this.scouts.remover("target-group");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> groups.remove(this.sandbox, web))
            .satisfies((problem) -> assertThat(problem.code()).isEqualTo("ResourceInUse"));
        Remover balancers = this.scouts.remover("load-balancer");
        assertThat(balancers.isGone(this.sandbox, shop)).isFalse();
        balancers.remove(this.sandbox, shop);
        assertThat(balancers.isGone(this.sandbox, shop)).isTrue();
        balancers.remove(this.sandbox, shop);
        groups.remove(this.sandbox, web);
        assertThat(groups.isGone(this.sandbox, web)).isTrue();
        groups.remove(this.sandbox, web);
    }

    @Test
    void aSecurityGroupIsRemovedOnlyIfItWasMadeHere() {
        String vpc = subnet(0).vpcId();
        String ours = ec2()
            .createSecurityGroup((request) -> request.groupName("ours")
                .description("ours")
                .vpcId(vpc)
                .tagSpecifications(TagSpecification.builder()
                    .resourceType(ResourceType.SECURITY_GROUP)
                    .tags(Tag.builder().key(Change.OWNER).value("ada").build())
                    .build()))
            .groupId();
        ec2().createSecurityGroup((request) -> request.groupName("theirs").description("theirs").vpcId(vpc));
        Survey survey = this.scouts.at(this.sandbox);
        assertThat(survey.names("security-group")).containsExactly(ours);
        Resource group = survey.of("security-group").get(0).resource();
        Remover remover = this.scouts.remover("security-group");
        remover.remove(this.sandbox, group);
        assertThat(remover.isGone(this.sandbox, group)).isTrue();
        remover.remove(this.sandbox, group);
    }

    @Test
    void theNatGatewaysOfTheVpcsInUseAreShown() {
        ec2().createNatGateway(
                (request) -> request.subnetId(subnet(0).subnetId()).connectivityType(ConnectivityType.PRIVATE));
        assertThat(this.scouts.at(this.sandbox).of("nat-gateway")).isEmpty();
        this.workplace.service("api");
        assertThat(this.scouts.at(this.sandbox).of("nat-gateway")).singleElement()
            .satisfies((found) -> assertThat(found.resource().facts()).containsEntry("billed", "nat"));
    }

    private void service(String name, String group) {
        this.workplace.ecs()
            .createService((request) -> request.cluster(Workplace.CLUSTER)
                .serviceName(name)
                .taskDefinition("web")
                .desiredCount(0)
                .launchType(LaunchType.FARGATE)
                .loadBalancers(
                        LoadBalancer.builder().targetGroupArn(group).containerName("web").containerPort(80).build())
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()))));
        assertThat(this.scouts.at(this.sandbox).used("target-group")).isEqualTo(Set.of(group));
    }

    private String group(String name) {
        return elb()
            .createTargetGroup((request) -> request.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId(subnet(0).vpcId())
                .targetType(TargetTypeEnum.IP))
            .targetGroups()
            .get(0)
            .targetGroupArn();
    }

    private String balancer(String name, LoadBalancerTypeEnum type) {
        return elb()
            .createLoadBalancer(
                    (request) -> request.name(name).type(type).subnets(subnet(0).subnetId(), subnet(1).subnetId()))
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
    }

    private void listen(String balancer, String group) {
        elb().createListener((request) -> request.loadBalancerArn(balancer)
            .protocol(ProtocolEnum.HTTP)
            .port(80)
            .defaultActions(Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build()));
    }

    private Subnet subnet(int index) {
        return ec2().describeSubnets().subnets().get(index);
    }

    private Ec2Client ec2() {
        return this.clients.ec2(this.sandbox);
    }

    private ElasticLoadBalancingV2Client elb() {
        return this.clients.elb(this.sandbox);
    }

}
