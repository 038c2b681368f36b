package dev.shipshape.clusters;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Clusters, their capacity providers and container instances are found and removed. */
@ConsoleTest
class ClusterPartsTests {

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private Clusters clusters;

    @Autowired
    private Scouts scouts;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void aClusterIsTaggedWithItsOwnerAndAPersonsTimeToGoWins() {
        NewCluster cluster = new NewCluster("shop", "FARGATE", false,
                Map.of("team", "blue", Change.EXPIRES, "2030-01-01T00:00:00Z"));
        this.clusters.create(this.sandbox, cluster);
        assertThat(ecs().describeClusters((request) -> request.clusters("shop").include(ClusterField.TAGS))
            .clusters()
            .get(0)
            .tags())
            .contains(tag("team", "blue"), tag(Change.OWNER, "operator"), tag(Change.EXPIRES, "2030-01-01T00:00:00Z"))
            .extracting(Tag::key)
            .containsOnlyOnce(Change.TAG, Change.EXPIRES);
        assertThat(this.scouts.one(this.sandbox, "cluster", "shop").tags()).containsEntry(Change.OWNER, "operator");
    }

    @Test
    void moreThanAHundredClustersAreFound() {
        for (int number = 0; number < 103; number++) {
            String name = "c" + number;
            ecs().createCluster((request) -> request.clusterName(name));
        }
        ecs().deleteCluster((request) -> request.cluster("c7"));
        Survey survey = this.scouts.at(this.sandbox);
        assertThat(survey.names("cluster")).hasSize(102).doesNotContain("c7");
        Resource gone = new Resource("cluster", "c7", "c7", survey.of("cluster").get(0).resource().arn() + "7", null,
                Map.of());
        assertThat(this.scouts.remover("cluster").isGone(this.sandbox, gone)).isTrue();
        this.scouts.remover("cluster").remove(this.sandbox, gone);
    }

    @Test
    void aCapacityProviderIsTakenOutOfItsClustersAndDeleted() {
        for (int number = 0; number < 12; number++) {
            String name = "p" + number;
            ecs().createCapacityProvider((request) -> request.name(name)
                .autoScalingGroupProvider((group) -> group.autoScalingGroupArn("asg-" + name)));
        }
        ecs().createCluster((request) -> request.clusterName("one")
            .capacityProviders("p1", "p2", "FARGATE")
            .defaultCapacityProviderStrategy(item("p1", 1), item("p2", 0)));
        ecs().createCluster((request) -> request.clusterName("two").capacityProviders("p1"));
        assertThat(this.scouts.at(this.sandbox).names("capacity-provider")).hasSize(12)
            .doesNotContain("FARGATE", "FARGATE_SPOT");
        assertThat(this.scouts.at(this.sandbox).used("capacity-provider")).contains("p1", "p2");
        Remover remover = this.scouts.remover("capacity-provider");
        Resource provider = this.scouts.one(this.sandbox, "capacity-provider", "p1").resource();
        assertThat(remover.isGone(this.sandbox, provider)).isFalse();
        remover.remove(this.sandbox, provider);
        assertThat(remover.isGone(this.sandbox, provider)).isTrue();
        remover.remove(this.sandbox, provider);
        assertThat(ecs().describeClusters((request) -> request.clusters("one")).clusters().get(0))
            .satisfies((cluster) -> {
                assertThat(cluster.capacityProviders()).containsExactlyInAnyOrder("p2", "FARGATE");
                assertThat(cluster.defaultCapacityProviderStrategy()).singleElement()
                    .satisfies((item) -> assertThat(item.weight()).isEqualTo(1));
            });
    }

    @Test
    void aCapacityProviderInUseSaysSo() {
        ecs().createCapacityProvider(
                (request) -> request.name("own").autoScalingGroupProvider((group) -> group.autoScalingGroupArn("asg")));
        ecs().createCluster((request) -> request.clusterName("one").capacityProviders("own"));
        ecs().registerTaskDefinition((request) -> request.family("web")
            .containerDefinitions(ContainerDefinition.builder().name("web").image("web").memory(64).build()));
        ecs().createService((request) -> request.cluster("one")
            .serviceName("api")
            .taskDefinition("web")
            .desiredCount(0)
            .capacityProviderStrategy(item("own", 1)));
        Resource provider = this.scouts.one(this.sandbox, "capacity-provider", "own").resource();
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> this.scouts.remover("capacity-provider").remove(this.sandbox, provider))
            .satisfies((problem) -> assertThat(problem.code()).isEqualTo("ResourceInUseException"));
    }

    @Test
    void aContainerInstanceIsFoundWithItsMachineAndDeregistered() {
        ecs().createCluster((request) -> request.clusterName("one"));
        String subnet = this.clients.ec2(this.sandbox).describeSubnets().subnets().get(0).subnetId();
        String machine = this.clients.ec2(this.sandbox)
            .runInstances((request) -> request.imageId("ami-12345678")
                .instanceType("t3.medium")
                .subnetId(subnet)
                .minCount(1)
                .maxCount(1))
            .instances()
            .get(0)
            .instanceId();
        ecs().registerContainerInstance((request) -> request.cluster("one")
            .instanceIdentityDocument("{\"instanceId\":\"" + machine
                    + "\",\"imageId\":\"ami-12345678\",\"region\":\"us-east-1\",\"availabilityZone\":\"us-east-1b\","
                    + "\"instanceType\":\"t3.medium\"}"));
        Survey survey = this.scouts.at(this.sandbox);
        Found instance = survey.of("container-instance").get(0);
        assertThat(instance.uses().get("instance")).containsExactly(machine);
        assertThat(survey.of("instance")).singleElement().satisfies((found) -> {
            assertThat(found.resource().name()).isEqualTo(machine);
            assertThat(found.resource().facts()).containsEntry("billed", "ec2")
                .containsEntry("instanceType", "t3.medium");
        });
        Remover remover = this.scouts.remover("container-instance");
        assertThat(remover.reason()).contains("goes on billing");
        Resource resource = instance.resource();
        Resource older = new Resource(resource.kind(), resource.name(), resource.scope(), resource.arn(), Instant.EPOCH,
                resource.facts());
        assertThat(remover.isGone(this.sandbox, older)).isTrue();
        remover.remove(this.sandbox, older);
        assertThat(remover.isGone(this.sandbox, resource)).isFalse();
        remover.remove(this.sandbox, resource);
        assertThat(remover.isGone(this.sandbox, resource)).isTrue();
        remover.remove(this.sandbox, resource);
        ecs().deleteCluster((request) -> request.cluster("one"));
        assertThat(remover.isGone(this.sandbox, resource)).isTrue();
    }

    @Test
    void aDefaultStrategyKeepsAWeight() {
        assertThat(CapacityProviders.without("a", List.of(item("a", 1)))).isEmpty();
        assertThat(CapacityProviders.without("a", List.of(item("a", 1), item("b", 2)))).containsExactly(item("b", 2));
        assertThat(CapacityProviders.without("a", List.of(item("b", 0), item("a", 1), item("c", 0))))
            .containsExactly(item("b", 1), item("c", 0));
    }

    private static CapacityProviderStrategyItem item(String name, int weight) {
        return CapacityProviderStrategyItem.builder().capacityProvider(name).weight(weight).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private EcsClient ecs() {
        return this.clients.ecs(this.sandbox);
    }

}
