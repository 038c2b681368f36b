package dev.shipshape.cleanup.plans;

import java.util.List;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.tasks.Workplace;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Makes by hand what services of the demo cluster use. */
final class Parts {

    private Parts() {
    }

    /** A service behind a load balancer; the ARN of its target group. */
    static String balanced(AwsClients clients, Connection aws, String service, String balancer, String group,
            String... registries) {
        ElasticLoadBalancingV2Client elb = clients.elb(aws);
        List<Subnet> subnets = clients.ec2(aws).describeSubnets().subnets();
        String target = elb
            .createTargetGroup((request) -> request.name(group)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId(subnets.get(0).vpcId())
                .targetType(TargetTypeEnum.IP))
            .targetGroups()
            .get(0)
            .targetGroupArn();
        String arn = elb
            .createLoadBalancer(
                    (request) -> request.name(balancer).subnets(subnets.get(0).subnetId(), subnets.get(1).subnetId()))
            .loadBalancers()
            .get(0)
            .loadBalancerArn();
        elb.createListener((request) -> request.loadBalancerArn(arn)
            .protocol(ProtocolEnum.HTTP)
            .port(80)
            .defaultActions(Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(target).build()));
        clients.ecs(aws)
            .createService((request) -> request.cluster(Workplace.CLUSTER)
                .serviceName(service)
                .taskDefinition("web")
                .desiredCount(1)
                .launchType(LaunchType.FARGATE)
                .serviceRegistries(List.of(registries)
                    .stream()
                    .map((registry) -> ServiceRegistry.builder().registryArn(registry).build())
                    .toList())
                .loadBalancers(
                        LoadBalancer.builder().targetGroupArn(target).containerName("web").containerPort(80).build())
                .networkConfiguration((network) -> network
                    .awsvpcConfiguration((awsvpc) -> awsvpc.subnets(subnets.get(0).subnetId()))));
        return target;
    }

}
