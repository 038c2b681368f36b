package dev.shipshape.localaws.ecs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("EC2 instances join clusters (developer guide: Bootstrapping Amazon ECS Linux container instances)")
class ClusterJoinTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private EcsClient ecs;

    private Ec2Client ec2;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.ec2 = aws.client(Ec2Client.builder());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
    }

    @Test
    void anInstanceJoinsTheClusterOfItsUserDataAndLeavesWithItsEnd() {
        String machine = launch("#!/bin/bash\necho ECS_CLUSTER=demo >> /etc/ecs/ecs.config\n");
        assertThat(instances()).isEmpty();
        pass(60);
        ContainerInstance instance = this.ecs
            .describeContainerInstances(
                    (request) -> request.cluster(EcsFixture.CLUSTER).containerInstances(instances()))
            .containerInstances()
            .get(0);
        assertThat(instance.ec2InstanceId()).isEqualTo(machine);
        assertThat(instance.attributes()).extracting((one) -> one.name())
            .contains("ecs.instance-type", "ecs.availability-zone", "ecs.ami-id", "ecs.os-type",
                    "ecs.capability.task-eni");
        assertThat(instance.registeredResources().get(0).integerValue()).isEqualTo(2048);
        Task task = run();
        pass(20);
        assertThat(describe(task).lastStatus()).isEqualTo("RUNNING");
        this.ec2.terminateInstances((request) -> request.instanceIds(machine));
        pass(120);
        assertThat(instances()).isEmpty();
        assertThat(describe(task).stoppedReason()).isEqualTo("Host EC2 (instance " + machine + ") terminated.");
    }

    @Test
    void anInstanceThatIsStoppedLosesItsAgentUntilItIsStartedAgain() {
        String machine = launch("ECS_CLUSTER=demo");
        pass(60);
        String arn = instances().get(0);
        this.ec2.stopInstances((request) -> request.instanceIds(machine));
        pass(60);
        assertThat(isConnected(arn)).isFalse();
        assertThat(this.ecs.runTask(
                (request) -> request.cluster(EcsFixture.CLUSTER).taskDefinition(define()).launchType(LaunchType.EC2))
            .failures()
            .get(0)
            .reason()).isEqualTo("AGENT");
        this.ec2.startInstances((request) -> request.instanceIds(machine));
        pass(60);
        assertThat(isConnected(arn)).isTrue();
    }

    @Test
    void anInstanceWithoutEcsInItsUserDataJoinsNothing() {
        this.ecs.createCluster((request) -> request.clusterName("default"));
        launch("#!/bin/bash\necho hello\n");
        pass(60);
        assertThat(instances()).isEmpty();
        assertThat(this.ecs.listContainerInstances().containerInstanceArns()).isEmpty();
    }

    private String launch(String userData) {
        String image = this.ec2
            .describeImages((request) -> request.owners("amazon")
                .filters(Filter.builder().name("name").values("al2023-ami-ecs-hvm-*x86_64").build()))
            .images()
            .get(0)
            .imageId();
        return this.ec2
            .runInstances((request) -> request.imageId(image)
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1)
                .userData(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8))))
            .instances()
            .get(0)
            .instanceId();
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second += 10) {
            clock.advance(Duration.ofSeconds(10));
            this.ecs.listClusters();
        }
    }

    private List<String> instances() {
        return this.ecs.listContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER))
            .containerInstanceArns();
    }

    private boolean isConnected(String arn) {
        return this.ecs
            .describeContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER).containerInstances(arn))
            .containerInstances()
            .get(0)
            .agentConnected();
    }

    private String define() {
        return this.ecs
            .registerTaskDefinition((request) -> request.family("web")
                .containerDefinitions(EcsFixture.container("web")
                    .memory(100)
                    .portMappings(PortMapping.builder().containerPort(80).build())
                    .build()))
            .taskDefinition()
            .taskDefinitionArn();
    }

    private Task run() {
        return this.ecs.runTask(
                (request) -> request.cluster(EcsFixture.CLUSTER).taskDefinition(define()).launchType(LaunchType.EC2))
            .tasks()
            .get(0);
    }

    private Task describe(Task task) {
        return this.ecs.describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
            .tasks()
            .get(0);
    }

}
