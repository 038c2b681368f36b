package dev.shipshape.localaws.ecs;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.sts.StsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What ECS says of a resource without having been told. */
class FilledInTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    private EcsFixture fixture;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
    }

    @Test
    @DisplayName("API reference, AwsVpcConfiguration: assignPublicIp defaults to DISABLED")
    void theNetworkOfAServiceTellsItsDefaults() {
        create();
        assertFilledIn(this.fixture.service("web").networkConfiguration());
        assertFilledIn(this.fixture.service("web").deployments().get(0).networkConfiguration());
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER)
            .service("web")
            .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(aws.subnet()))));
        assertFilledIn(this.fixture.service("web").networkConfiguration());
        assertThat(this.fixture.service("web").deployments()).as("nothing changed").hasSize(1);
    }

    @Test
    @DisplayName("API reference, TaskDefinition.registeredBy and Service.createdBy: the principal")
    void whoeverCallsIsTheOneThatStsKnows() {
        String caller = aws.client(StsClient.builder()).getCallerIdentity().arn();
        assertThat(create().createdBy()).isEqualTo(caller);
        TaskDefinition definition = this.ecs.describeTaskDefinition((request) -> request.taskDefinition("web"))
            .taskDefinition();
        assertThat(definition.registeredBy()).isEqualTo(caller);
    }

    @Test
    @DisplayName("API reference, RunTask: networkConfiguration is required for awsvpc")
    void theNetworkIsAskedForBeforeTheLaunchType() {
        this.ecs.registerTaskDefinition((request) -> request.family("small")
            .networkMode(NetworkMode.AWSVPC)
            .containerDefinitions(EcsFixture.container("web").memory(128).build()));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER)
                .taskDefinition("small")
                .launchType(LaunchType.FARGATE)))
            .withMessageContaining("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask(this.fixture.request("small").build()))
            .withMessageContaining("Task definition does not support launch_type FARGATE.");
    }

    @Test
    @DisplayName("API reference, CreateService: platformVersion is for the Fargate launch type only")
    void aPlatformVersionIsRefusedOnEc2() {
        this.ecs.registerTaskDefinition((request) -> request.family("small")
            .containerDefinitions(EcsFixture.container("web").memory(128).build()));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
                .serviceName("small")
                .taskDefinition("small")
                .desiredCount(0)
                .platformVersion("LATEST")))
            .withMessageContaining("The platform version must be null when specifying an EC2 launch type.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER)
                .taskDefinition("small")
                .launchType(LaunchType.EC2)
                .platformVersion("1.4.0")))
            .withMessageContaining("The platform version must be null when specifying an EC2 launch type.");
    }

    private Service create() {
        String definition = this.fixture.register("web", EcsFixture.container("web").build());
        return this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition(definition)
            .desiredCount(1)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(aws.subnet()))))
            .service();
    }

    private static void assertFilledIn(NetworkConfiguration network) {
        AwsVpcConfiguration awsvpc = network.awsvpcConfiguration();
        assertThat(awsvpc.subnets()).containsExactly(aws.subnet());
        assertThat(awsvpc.hasSecurityGroups()).isTrue();
        assertThat(awsvpc.securityGroups()).isEmpty();
        assertThat(awsvpc.assignPublicIp()).isEqualTo(AssignPublicIp.DISABLED);
    }

}
