package dev.shipshape.cleanup.plans;

import java.util.Objects;

import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.RecordType;

import static org.assertj.core.api.Assertions.assertThat;

/** More than AWS takes in one call or tells on one page, and more than one kind. */
class ManyFaultsTests extends FaultsTest {

    @BeforeEach
    void demo() {
        this.workplace.cluster();
        this.workplace.web();
    }

    @Test
    void twentyFiveRevisionsGo() {
        for (int revision = 2; revision <= 25; revision++) {
            this.workplace.web2();
        }
        String id = confirmed(SANDBOX);
        finish(id);
        assertThat(this.aws.calls("DeleteTaskDefinitions")).isBetween(3, 25);
        assertThat(this.aws.calls("DeregisterTaskDefinition")).isEqualTo(25);
        assertThat(states(id)).hasSize(27).containsEntry("task-definition web:25", State.DONE);
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(planPage(id)).contains("Gone: 27", "Nothing billable is left on sandbox");
    }

    @Test
    void aRepositoryOfAHundredAndThirtyImagesGoes() {
        EcrClient ecr = this.clients.ecr(this.byHand);
        ecr.createRepository((request) -> request.repositoryName("web"));
        Pusher pusher = Pusher.of(String.valueOf(this.byHand.endpoint()), ecr);
        for (int number = 0; number < 130; number++) {
            String manifest = pusher.image("web", "layer " + number);
            String tag = "t" + number;
            ecr.putImage((request) -> request.repositoryName("web").imageManifest(manifest).imageTag(tag));
        }
        String id = confirmed(SANDBOX);
        finish(id);
        assertThat(turns()).containsSubsequence("DeleteTaskDefinitions", "DeleteRepository", "DeleteLogGroup");
        assertThat(states(id)).containsEntry("repository web", State.DONE);
        assertThat(ecr.describeRepositories().repositories()).isEmpty();
        assertThat(planPage(id)).contains("Nothing billable is left on sandbox");
    }

    @Test
    void twoHundredAndFiftyTasksAreFoundAndStopped() {
        String subnet = this.workplace.subnet();
        for (int call = 0; call < 25; call++) {
            ecs().runTask((request) -> request.cluster(Workplace.CLUSTER)
                .taskDefinition("web")
                .count(10)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(subnet))));
        }
        String id = confirmed(Scope.of("sandbox", Workplace.CLUSTER, null));
        finish(id);
        assertThat(this.aws.changes().stream().filter("StopTask"::equals)).hasSize(250);
        assertThat(turns()).endsWith("StopTask", "DeleteCluster");
        assertThat(states(id)).hasSize(251);
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(planPage(id)).contains("Gone: 251", "Nothing billable is left of the cluster demo on sandbox");
    }

    @Test
    void aTwoTierApplicationGoesInTheRightOrder() {
        ecs().createCapacityProvider((request) -> request.name("own")
            .autoScalingGroupProvider((group) -> group.autoScalingGroupArn("asg-own")));
        ecs().putClusterCapacityProviders((request) -> request.cluster(Workplace.CLUSTER)
            .capacityProviders("own", "FARGATE")
            .defaultCapacityProviderStrategy(
                    CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").weight(1).build()));
        instance();
        Parts.balanced(this.clients, this.byHand, "front", "shop", "web", registry());
        this.workplace.service("back");
        this.clients.autoscaling(this.byHand)
            .registerScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/demo/front")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(1)
                .maxCapacity(3));
        this.clients.ecr(this.byHand).createRepository((request) -> request.repositoryName("web"));
        String id = confirmed(SANDBOX);
        finish(id);
        assertThat(states(id).values()).as(states(id)::toString).containsOnly(State.DONE);
        assertThat(turns()).containsSubsequence("DeregisterScalableTarget", "UpdateService", "DeleteService",
                "DeleteLoadBalancer", "DeleteTargetGroup");
        assertThat(turns()).containsSubsequence("DeleteService", "DeregisterContainerInstance",
                "PutClusterCapacityProviders", "DeleteCapacityProvider", "DeleteCluster");
        assertThat(turns()).containsSubsequence("DeleteService", "discovery:DeleteService",
                "discovery:DeleteNamespace");
        assertThat(turns()).containsSubsequence("DeleteService", "DeregisterTaskDefinition", "DeleteTaskDefinitions",
                "DeleteRepository", "DeleteLogGroup");
        assertThat(planPage(id)).contains("goes on billing", "instance i-");
    }

    private void instance() {
        String machine = this.clients.ec2(this.byHand)
            .runInstances((request) -> request.imageId("ami-12345678")
                .instanceType("t3.medium")
                .subnetId(this.workplace.subnet())
                .minCount(1)
                .maxCount(1))
            .instances()
            .get(0)
            .instanceId();
        ecs().registerContainerInstance((request) -> request.cluster(Workplace.CLUSTER)
            .instanceIdentityDocument("{\"instanceId\":\"" + machine
                    + "\",\"imageId\":\"ami-12345678\",\"region\":\"us-east-1\",\"availabilityZone\":\"us-east-1b\","
                    + "\"instanceType\":\"t3.medium\"}"));
    }

    /** The ARN of a Cloud Map service in a namespace of its own. */
    private String registry() {
        ServiceDiscoveryClient discovery = this.clients.discovery(this.byHand);
        String vpc = this.clients.ec2(this.byHand).describeVpcs().vpcs().get(0).vpcId();
        String operation = discovery.createPrivateDnsNamespace((request) -> request.name("shop.local").vpc(vpc))
            .operationId();
        String namespace = Objects
            .requireNonNull(this.workplace
                .until(() -> discovery.getOperation((request) -> request.operationId(operation)).operation(),
                        (done) -> done.statusAsString().equals("SUCCESS"))
                .targets()
                .get(OperationTargetType.NAMESPACE));
        return discovery
            .createService((request) -> request.name("front")
                .namespaceId(namespace)
                .dnsConfig((dns) -> dns.dnsRecords(DnsRecord.builder().type(RecordType.A).ttl(60L).build())))
            .service()
            .arn();
    }

    private EcsClient ecs() {
        return this.clients.ecs(this.byHand);
    }

}
