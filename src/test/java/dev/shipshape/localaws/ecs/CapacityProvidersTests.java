package dev.shipshape.localaws.ecs;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsCapacityProviderException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ResourceInUseException;
import software.amazon.awssdk.services.ecs.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** API reference: the four calls on capacity providers, PutClusterCapacityProviders. */
class CapacityProvidersTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
    }

    @Test
    void aProviderIsMadeWithWhatAwsFillsIn() {
        CapacityProvider provider = this.ecs
            .createCapacityProvider((request) -> request.name("own")
                .tags(Tag.builder().key("team").value("blue").build())
                .autoScalingGroupProvider((group) -> group.autoScalingGroupArn("asg")
                    .managedScaling((scaling) -> scaling.status("ENABLED").targetCapacity(5))))
            .capacityProvider();
        assertThat(provider.capacityProviderArn())
            .isEqualTo("arn:aws:ecs:us-east-1:123456789012:capacity-provider/own");
        assertThat(provider.statusAsString()).isEqualTo("ACTIVE");
        assertThat(provider.autoScalingGroupProvider().managedScaling()).isEqualTo(ManagedScaling.builder()
            .status("ENABLED")
            .targetCapacity(5)
            .minimumScalingStepSize(1)
            .maximumScalingStepSize(10_000)
            .instanceWarmupPeriod(300)
            .build());
        assertThat(provider.autoScalingGroupProvider().managedTerminationProtectionAsString()).isEqualTo("DISABLED");
        assertThat(this.ecs
            .describeCapacityProviders((request) -> request.capacityProviders(provider.capacityProviderArn(), "none")
                .include(CapacityProviderField.TAGS)))
            .satisfies((answer) -> {
                assertThat(answer.capacityProviders().get(0).tags()).hasSize(1);
                assertThat(answer.failures().get(0).reason()).isEqualTo("MISSING");
            });
        assertThat(this.ecs.describeCapacityProviders((request) -> request.maxResults(10)).capacityProviders())
            .extracting(CapacityProvider::name)
            .containsExactlyInAnyOrder("FARGATE", "FARGATE_SPOT", "own");
    }

    @Test
    void namesAndGroupsAreUsedOnce() {
        make("own", "asg");
        assertThatExceptionOfType(ClientException.class).isThrownBy(() -> make("own", "other"))
            .withMessageContaining("The specified capacity provider already exists.");
        assertThatExceptionOfType(ClientException.class).isThrownBy(() -> make("other", "asg"))
            .withMessageContaining("already being used by another capacity provider");
        for (String name : List.of("aws-own", "ecs1", "Fargate", "with space")) {
            assertThatExceptionOfType(InvalidParameterException.class).as(name)
                .isThrownBy(() -> make(name, name))
                .withMessageContaining("The specified capacity provider name is invalid.");
        }
    }

    @Test
    void anUpdateChangesOnlyWhatItNames() {
        make("own", "asg");
        this.ecs.updateCapacityProvider((request) -> request.name("own")
            .autoScalingGroupProvider((group) -> group
                .managedScaling((scaling) -> scaling.status(ManagedScalingStatus.ENABLED).instanceWarmupPeriod(0))));
        ManagedScaling scaling = describe("own").autoScalingGroupProvider().managedScaling();
        assertThat(scaling.instanceWarmupPeriod()).isZero();
        assertThat(scaling.targetCapacity()).isEqualTo(100);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.updateCapacityProvider((request) -> request.name("own")
                .autoScalingGroupProvider((group) -> group.managedScaling((bad) -> bad.targetCapacity(101)))));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.updateCapacityProvider((request) -> request.name("FARGATE")
                .autoScalingGroupProvider((group) -> group.managedDraining("ENABLED"))));
    }

    @Test
    void oneThatAClusterHasIsNotDeleted() {
        make("own", "asg");
        this.ecs.createCluster((request) -> request.clusterName("demo").capacityProviders("own", "FARGATE"));
        CapacityProvider refused = delete("own");
        assertThat(refused.updateStatus()).isEqualTo(CapacityProviderUpdateStatus.DELETE_FAILED);
        assertThat(refused.updateStatusReason()).contains("associated with cluster: demo");
        this.ecs.putClusterCapacityProviders((request) -> request.cluster("demo")
            .capacityProviders("FARGATE")
            .defaultCapacityProviderStrategy(List.of()));
        assertThat(delete("own").updateStatus()).isEqualTo(CapacityProviderUpdateStatus.DELETE_IN_PROGRESS);
        assertThat(
                this.ecs.describeCapacityProviders((request) -> request.capacityProviders("own")).capacityProviders())
            .isEmpty();
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> delete("FARGATE_SPOT"));
    }

    @Test
    void oneThatAServiceUsesStaysWithItsCluster() {
        this.ecs.createCluster((request) -> request.clusterName("demo").capacityProviders("FARGATE", "FARGATE_SPOT"));
        EcsFixture fixture = new EcsFixture(this.ecs, aws.subnet());
        fixture.register("web", EcsFixture.container("web").build());
        this.ecs.createService((request) -> request.cluster("demo")
            .serviceName("web")
            .taskDefinition("web")
            .desiredCount(0)
            .networkConfiguration(fixture.network())
            .capacityProviderStrategy(strategy("FARGATE_SPOT", 1)));
        assertThatExceptionOfType(ResourceInUseException.class)
            .isThrownBy(() -> this.ecs.putClusterCapacityProviders((request) -> request.cluster("demo")
                .capacityProviders("FARGATE")
                .defaultCapacityProviderStrategy(List.of())))
            .withMessageContaining("The specified capacity provider is in use and cannot be removed.");
    }

    @Test
    void aStrategyIsChecked() {
        make("own", "asg");
        this.ecs.createCluster((request) -> request.clusterName("demo"));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> put(strategy("FARGATE", 1)))
            .withMessageContaining("not associated with the cluster");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> put(strategy("own", 1001)))
            .withMessageContaining("between 0 and 1000");
        assertThat(this.ecs
            .putClusterCapacityProviders((request) -> request.cluster("demo")
                .capacityProviders("own")
                .defaultCapacityProviderStrategy(strategy("own", 1)))
            .cluster()
            .capacityProviders()).containsExactly("own");
        assertThat(this.ecs.describeClusters((request) -> request.clusters("demo").include(ClusterField.ATTACHMENTS))
            .clusters()
            .get(0)
            .attachments()
            .get(0)
            .details()
            .get(0)
            .value()).isEqualTo("own");
    }

    @Test
    void managedInstancesBelongToOneCluster() {
        this.ecs.createCluster((request) -> request.clusterName("demo"));
        CapacityProvider provider = this.ecs
            .createCapacityProvider(
                    (request) -> request.name("managed")
                        .cluster("demo")
                        .managedInstancesProvider((managed) -> managed
                            .infrastructureRoleArn("arn:aws:iam::123456789012:role/infrastructure")
                            .instanceLaunchTemplate((template) -> template
                                .ec2InstanceProfileArn("arn:aws:iam::123456789012:instance-profile/instance")
                                .networkConfiguration((network) -> network.subnets("subnet-1")))))
            .capacityProvider();
        assertThat(provider.cluster()).endsWith(":cluster/demo");
        assertThat(
                this.ecs.describeClusters((request) -> request.clusters("demo")).clusters().get(0).capacityProviders())
            .containsExactly("managed");
        assertThatExceptionOfType(ClusterContainsCapacityProviderException.class)
            .isThrownBy(() -> this.ecs.deleteCluster((request) -> request.cluster("demo")));
        this.ecs.updateCapacityProvider((request) -> request.name("managed")
            .managedInstancesProvider((managed) -> managed.infrastructureRoleArn("arn:aws:iam::123456789012:role/other")
                .instanceLaunchTemplate(
                        (template) -> template.networkConfiguration((network) -> network.subnets("subnet-2")))));
        CapacityProvider updated = describe("managed");
        assertThat(updated.managedInstancesProvider().infrastructureRoleArn()).endsWith("role/other");
        assertThat(updated.managedInstancesProvider().instanceLaunchTemplate().ec2InstanceProfileArn())
            .endsWith("instance-profile/instance");
        delete("managed");
        this.ecs.deleteCluster((request) -> request.cluster("demo"));
    }

    private void put(CapacityProviderStrategyItem item) {
        this.ecs.putClusterCapacityProviders(
                (request) -> request.cluster("demo").capacityProviders("own").defaultCapacityProviderStrategy(item));
    }

    private void make(String name, String group) {
        this.ecs.createCapacityProvider((request) -> request.name(name)
            .autoScalingGroupProvider((provider) -> provider.autoScalingGroupArn(group)));
    }

    private CapacityProvider delete(String name) {
        return this.ecs.deleteCapacityProvider((request) -> request.capacityProvider(name)).capacityProvider();
    }

    private CapacityProvider describe(String name) {
        return this.ecs.describeCapacityProviders((request) -> request.capacityProviders(name))
            .capacityProviders()
            .get(0);
    }

    private static CapacityProviderStrategyItem strategy(String provider, int weight) {
        return CapacityProviderStrategyItem.builder().capacityProvider(provider).weight(weight).build();
    }

}
