package dev.shipshape.localaws.ecs;

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
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AgentUpdateStatus;
import software.amazon.awssdk.services.ecs.model.AttachmentStateChange;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceField;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckState;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NoUpdateAvailableException;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateInProgressException;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisplayName("Container instances (API reference: RegisterContainerInstance and those that follow it)")
class ContainerInstancesTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private EcsClient ecs;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
    }

    @Test
    @DisplayName("RegisterContainerInstance: an instance is ACTIVE with what its document and its agent say")
    void anInstanceIsRegisteredWithWhatItSays() {
        ContainerInstance instance = this.ecs
            .registerContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
                .instanceIdentityDocument(document("i-0123456789abcdef0"))
                .totalResources(number("CPU", 2048), number("MEMORY", 3955))
                .attributes(Attribute.builder().name("stack").value("prod").build())
                .versionInfo(VersionInfo.builder().agentVersion("1.80.0").build())
                .tags(Tag.builder().key("team").value("a").build()))
            .containerInstance();
        assertThat(instance.containerInstanceArn())
            .startsWith("arn:aws:ecs:us-east-1:123456789012:container-instance/demo/");
        assertThat(instance.ec2InstanceId()).isEqualTo("i-0123456789abcdef0");
        assertThat(instance.status()).isEqualTo("ACTIVE");
        assertThat(instance.agentConnected()).isTrue();
        assertThat(instance.versionInfo().agentVersion()).isEqualTo("1.80.0");
        assertThat(instance.registeredResources()).extracting(Resource::name)
            .containsExactlyInAnyOrder("CPU", "MEMORY", "PORTS", "PORTS_UDP");
        assertThat(instance.remainingResources()).isEqualTo(instance.registeredResources());
        assertThat(instance.attributes()).extracting((one) -> one.name() + "=" + one.value())
            .containsExactlyInAnyOrder("stack=prod", "ecs.availability-zone=us-east-1b", "ecs.ami-id=ami-12345678",
                    "ecs.instance-type=t3.medium", "ecs.os-type=linux");
        assertThat(describe(instance).tags()).isEmpty();
        ContainerInstance whole = this.ecs
            .describeContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER)
                .containerInstances(instance.containerInstanceArn())
                .include(ContainerInstanceField.TAGS, ContainerInstanceField.CONTAINER_INSTANCE_HEALTH))
            .containerInstances()
            .get(0);
        assertThat(whole.tags()).extracting(Tag::key).containsExactly("team");
        assertThat(whole.healthStatus().overallStatus()).isEqualTo(InstanceHealthCheckState.OK);
        assertThat(this.ecs.describeClusters((request) -> request.clusters(EcsFixture.CLUSTER))
            .clusters()
            .get(0)
            .registeredContainerInstancesCount()).isEqualTo(1);
    }

    @Test
    void anAgentThatRegistersAgainGetsItsInstanceBack() {
        ContainerInstance first = register("i-1");
        assertThat(register("i-1").containerInstanceArn()).isEqualTo(first.containerInstanceArn());
        assertThat(this.ecs
            .registerContainerInstance(
                    (request) -> request.cluster(EcsFixture.CLUSTER).containerInstanceArn(first.containerInstanceArn()))
            .containerInstance()
            .containerInstanceArn()).isEqualTo(first.containerInstanceArn());
        assertThatExceptionOfType(ClientException.class).isThrownBy(() -> this.ecs.registerContainerInstance(
                (request) -> request.cluster(EcsFixture.CLUSTER).instanceIdentityDocument("no document")));
        assertThatExceptionOfType(ClusterNotFoundException.class)
            .isThrownBy(() -> this.ecs.registerContainerInstance((request) -> request.cluster("none")));
    }

    @Test
    @DisplayName("ListContainerInstances: filter by the cluster query language, status and pages")
    void listsAreFilteredByTheClusterQueryLanguage() {
        ContainerInstance one = register("i-1");
        ContainerInstance other = this.ecs
            .registerContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
                .instanceIdentityDocument(document("i-2"))
                .attributes(Attribute.builder().name("ecs.instance-type").value("m5.large").build())
                .versionInfo(VersionInfo.builder().agentVersion("1.10.0").build()))
            .containerInstance();
        assertThat(list("attribute:ecs.instance-type == m5.large")).containsExactly(other.containerInstanceArn());
        assertThat(list("attribute:ecs.instance-type =~ t3.*")).containsExactly(one.containerInstanceArn());
        assertThat(list("attribute:ecs.instance-type in [t2.small, m5.large]"))
            .containsExactly(other.containerInstanceArn());
        assertThat(list("ec2InstanceId == i-1")).containsExactly(one.containerInstanceArn());
        assertThat(list("agentVersion >= 1.9.0")).containsExactly(other.containerInstanceArn());
        assertThat(list("agentConnected == true and not(ec2InstanceId == i-1)"))
            .containsExactly(other.containerInstanceArn());
        assertThat(list("(ec2InstanceId == i-1 or ec2InstanceId == i-2) && runningTasksCount == 0")).hasSize(2);
        assertThat(list("attribute:none exists")).isEmpty();
        assertThat(list("attribute:none !exists")).hasSize(2);
        assertThat(list("registeredAt < 2026-01-01T11:00:00Z")).isEmpty();
        assertThat(
                this.ecs.listContainerInstancesPaginator((request) -> request.cluster(EcsFixture.CLUSTER).maxResults(1))
                    .containerInstanceArns()
                    .stream())
            .containsExactlyInAnyOrder(one.containerInstanceArn(), other.containerInstanceArn());
        for (String wrong : List.of("instance == 1", "ec2InstanceId", "ec2InstanceId ==", "(agentConnected == true",
                "agentConnected == true true", "ec2InstanceId =~ [", "not ".repeat(501) + "agentConnected == true")) {
            assertThatExceptionOfType(InvalidParameterException.class).as(wrong).isThrownBy(() -> list(wrong));
        }
    }

    @Test
    void aPatternThatWouldNeverEndIsRefused() {
        this.ecs.registerContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
            .attributes(Attribute.builder().name("long").value("a".repeat(60) + "!").build()));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> list("attribute:long =~ a*a*a*a*a*a*a*b"))
            .withMessageContaining("takes too long");
    }

    @Test
    @DisplayName("UpdateContainerInstancesState: ACTIVE and DRAINING only, at most ten at once")
    void drainingIsAState() {
        ContainerInstance instance = register("i-1");
        assertThat(this.ecs.updateContainerInstancesState((request) -> request.cluster(EcsFixture.CLUSTER)
            .containerInstances(instance.containerInstanceArn(), "none")
            .status(ContainerInstanceStatus.DRAINING))).satisfies((answer) -> {
                assertThat(answer.containerInstances().get(0).status()).isEqualTo("DRAINING");
                assertThat(answer.failures().get(0).reason()).isEqualTo("MISSING");
            });
        assertThat(this.ecs
            .listContainerInstances(
                    (request) -> request.cluster(EcsFixture.CLUSTER).status(ContainerInstanceStatus.DRAINING))
            .containerInstanceArns()).hasSize(1);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.updateContainerInstancesState((request) -> request.cluster(EcsFixture.CLUSTER)
                .containerInstances(instance.containerInstanceArn())
                .status("test_status")))
            .withMessageContaining("should be one of [ACTIVE, DRAINING]");
    }

    @Test
    @DisplayName("DeregisterContainerInstance: refused while tasks run, unless forced; then the tasks are orphaned")
    void deregisteringIsRefusedWhileTasksRun() {
        ContainerInstance instance = register("i-1");
        Task task = this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER).taskDefinition(registerJob()))
            .tasks()
            .get(0);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.deregisterContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
                .containerInstance(instance.containerInstanceArn())))
            .withMessageContaining("Found running tasks on the instance.");
        assertThat(this.ecs
            .deregisterContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
                .containerInstance(instance.containerInstanceArn())
                .force(true))
            .containerInstance()
            .status()).isEqualTo("INACTIVE");
        clock.advance(Duration.ofSeconds(20));
        Task orphan = this.ecs.describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
            .tasks()
            .get(0);
        assertThat(orphan.lastStatus()).isEqualTo("STOPPED");
        assertThat(orphan.stoppedReason()).isEqualTo("Container instance deregistration forced by user.");
        assertThat(this.ecs.listContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER))
            .containerInstanceArns()).isEmpty();
        assertThat(describe(instance).status()).isEqualTo("INACTIVE");
        clock.advance(Duration.ofHours(1));
        assertThat(this.ecs
            .describeContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER)
                .containerInstances(instance.containerInstanceArn()))
            .failures()
            .get(0)
            .reason()).isEqualTo("MISSING");
    }

    @Test
    @DisplayName("UpdateContainerAgent: PENDING, then UPDATED; then there is none to be had")
    void anAgentIsBroughtUpToDate() {
        ContainerInstance instance = register("i-1");
        assertThat(update(instance).agentUpdateStatus()).isEqualTo(AgentUpdateStatus.PENDING);
        assertThatExceptionOfType(UpdateInProgressException.class).isThrownBy(() -> update(instance));
        clock.advance(Duration.ofSeconds(30));
        assertThat(describe(instance).agentUpdateStatus()).isEqualTo(AgentUpdateStatus.UPDATED);
        assertThatExceptionOfType(NoUpdateAvailableException.class).isThrownBy(() -> update(instance));
    }

    @Test
    @DisplayName("DiscoverPollEndpoint and the Submit… calls of the agent")
    void theAgentsReportsAreAcknowledged() {
        register("i-1");
        Task task = this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER).taskDefinition(registerJob()))
            .tasks()
            .get(0);
        assertThat(this.ecs.discoverPollEndpoint((request) -> request.cluster("any"))).satisfies((answer) -> {
            assertThat(answer.endpoint()).startsWith("https://");
            assertThat(answer.telemetryEndpoint()).startsWith("https://");
        });
        assertThat(this.ecs
            .submitContainerStateChange((request) -> request.cluster(EcsFixture.CLUSTER)
                .task(task.taskArn())
                .containerName("job")
                .runtimeId("abc")
                .status("RUNNING"))
            .acknowledgment()).isNotEmpty();
        assertThat(this.ecs
            .submitTaskStateChange((request) -> request.cluster(EcsFixture.CLUSTER)
                .task(task.taskArn())
                .status("STOPPED")
                .reason("the agent says so"))
            .acknowledgment()).isNotEmpty();
        assertThat(this.ecs
            .submitAttachmentStateChanges((request) -> request.cluster(EcsFixture.CLUSTER)
                .attachments(AttachmentStateChange.builder().attachmentArn("arn").status("ATTACHED").build()))
            .acknowledgment()).isNotEmpty();
        clock.advance(Duration.ofSeconds(20));
        Task stopped = this.ecs.describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
            .tasks()
            .get(0);
        assertThat(stopped.stoppedReason()).isEqualTo("the agent says so");
        assertThat(stopped.containers().get(0).runtimeId()).isEqualTo("abc");
    }

    @Test
    void describingNothingIsRefusedAfterTheClusterWasFound() {
        assertThatExceptionOfType(ClusterNotFoundException.class)
            .isThrownBy(() -> this.ecs.describeContainerInstances((request) -> request.containerInstances(List.of())));
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.describeContainerInstances(
                    (request) -> request.cluster(EcsFixture.CLUSTER).containerInstances(List.of())))
            .withMessageContaining("Container Instances cannot be empty.");
    }

    private String registerJob() {
        return this.ecs
            .registerTaskDefinition((request) -> request.family("job")
                .requiresCompatibilitiesWithStrings(LaunchType.EC2.toString())
                .containerDefinitions(EcsFixture.container("job").memory(128).build()))
            .taskDefinition()
            .taskDefinitionArn();
    }

    private ContainerInstance update(ContainerInstance instance) {
        return this.ecs
            .updateContainerAgent(
                    (request) -> request.cluster(EcsFixture.CLUSTER).containerInstance(instance.containerInstanceArn()))
            .containerInstance();
    }

    private ContainerInstance register(String instanceId) {
        return this.ecs
            .registerContainerInstance(
                    (request) -> request.cluster(EcsFixture.CLUSTER).instanceIdentityDocument(document(instanceId)))
            .containerInstance();
    }

    private ContainerInstance describe(ContainerInstance instance) {
        return this.ecs.describeContainerInstances(
                (request) -> request.cluster(EcsFixture.CLUSTER).containerInstances(instance.containerInstanceArn()))
            .containerInstances()
            .get(0);
    }

    private List<String> list(String filter) {
        return this.ecs.listContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER).filter(filter))
            .containerInstanceArns();
    }

    static Resource number(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    static String document(String instanceId) {
        return "{\"instanceId\":\"" + instanceId + "\",\"imageId\":\"ami-12345678\",\"region\":\"us-east-1\","
                + "\"availabilityZone\":\"us-east-1b\",\"instanceType\":\"t3.medium\"}";
    }

}
