package dev.shipshape.localaws.ecs;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Device;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.HostEntry;
import software.amazon.awssdk.services.ecs.model.InferenceAccelerator;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.SystemControl;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Tmpfs;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisplayName("The members of a task definition (API reference: RegisterTaskDefinition, ContainerDefinition)")
class TaskDefinitionMembersTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
    }

    @Test
    void everyMemberIsGivenBackAsItWasGiven() {
        ContainerDefinition rich = rich();
        TaskDefinition registered = register((request) -> request.containerDefinitions(rich, container("side").build())
            .networkMode(NetworkMode.BRIDGE)
            .taskRoleArn("arn:aws:iam::123456789012:role/task")
            .executionRoleArn("arn:aws:iam::123456789012:role/execution")
            .cpu("512")
            .memory("1024")
            .ipcMode("host")
            .pidMode("task")
            .volumes(Volume.builder().name("host").host((host) -> host.sourcePath("/data")).build(), Volume.builder()
                .name("docker")
                .dockerVolumeConfiguration(
                        (docker) -> docker.scope("shared").autoprovision(true).driver("local").labels(Map.of("a", "b")))
                .build(),
                    Volume.builder()
                        .name("files")
                        .efsVolumeConfiguration((efs) -> efs.fileSystemId("fs-1")
                            .transitEncryption("ENABLED")
                            .authorizationConfig((own) -> own.accessPointId("ap-1").iam("ENABLED")))
                        .build(),
                    Volume.builder().name("disk").configuredAtLaunch(true).build())
            .placementConstraints(TaskDefinitionPlacementConstraint.builder()
                .type("memberOf")
                .expression("attribute:ecs.instance-type =~ t3.*")
                .build())
            .proxyConfiguration((proxy) -> proxy.type("APPMESH")
                .containerName("side")
                .properties(KeyValuePair.builder().name("AppPorts").value("80").build()))
            .inferenceAccelerators(InferenceAccelerator.builder().deviceName("d").deviceType("eia1.medium").build())
            .runtimePlatform((platform) -> platform.cpuArchitecture("X86_64").operatingSystemFamily("LINUX"))
            .enableFaultInjection(true));
        TaskDefinition described = this.ecs
            .describeTaskDefinition((request) -> request.taskDefinition(registered.taskDefinitionArn()))
            .taskDefinition();
        assertThat(described).isEqualTo(registered);
        assertThat(described.containerDefinitions().get(0)).isEqualTo(rich);
        assertThat(described.volumes()).extracting(Volume::name).containsExactly("host", "docker", "files", "disk");
        assertThat(described.volumes().get(2).efsVolumeConfiguration().authorizationConfig().accessPointId())
            .isEqualTo("ap-1");
        assertThat(described.inferenceAccelerators().get(0).deviceType()).isEqualTo("eia1.medium");
        assertThat(described.proxyConfiguration().properties().get(0).value()).isEqualTo("80");
        assertThat(described.placementConstraints().get(0).expression()).contains("t3");
        assertThat(described.ipcModeAsString()).isEqualTo("host");
        assertThat(described.enableFaultInjection()).isTrue();
        assertThat(described.registeredBy()).startsWith("arn:aws:iam::123456789012:");
        assertThat(described.compatibilities()).containsExactly(Compatibility.EXTERNAL, Compatibility.EC2);
    }

    private static ContainerDefinition rich() {
        return container("rich").cpu(64)
            .memory(256)
            .memoryReservation(128)
            .repositoryCredentials((own) -> own.credentialsParameter("arn:aws:secretsmanager:us-east-1:1:secret:x"))
            .links("side:alias")
            .portMappings(PortMapping.builder().containerPort(80).hostPort(8080).protocol("tcp").name("web").build())
            .essential(true)
            .restartPolicy((policy) -> policy.enabled(true).ignoredExitCodes(0, 3).restartAttemptPeriod(60))
            .entryPoint("sh", "-c")
            .command("sleep 1")
            .environment(KeyValuePair.builder().name("A").value("1").build())
            .environmentFiles(EnvironmentFile.builder().value("arn:aws:s3:::b/f.env").type("s3").build())
            .mountPoints(MountPoint.builder().sourceVolume("host").containerPath("/data").readOnly(true).build())
            .volumesFrom(VolumeFrom.builder().sourceContainer("side").readOnly(false).build())
            .linuxParameters((linux) -> linux.initProcessEnabled(true)
                .sharedMemorySize(64)
                .swappiness(10)
                .capabilities((capabilities) -> capabilities.add("NET_ADMIN").drop("ALL"))
                .devices(Device.builder().hostPath("/dev/fuse").build())
                .tmpfs(Tmpfs.builder().containerPath("/tmp").size(16).mountOptions("noexec").build()))
            .secrets(Secret.builder().name("S").valueFrom("arn:aws:ssm:us-east-1:1:parameter/s").build())
            .startTimeout(10)
            .stopTimeout(20)
            .versionConsistency("disabled")
            .hostname("h")
            .user("1000:1000")
            .workingDirectory("/work")
            .disableNetworking(false)
            .privileged(true)
            .readonlyRootFilesystem(true)
            .dnsServers("10.0.0.2")
            .dnsSearchDomains("example.com")
            .extraHosts(HostEntry.builder().hostname("db").ipAddress("10.0.0.3").build())
            .dockerSecurityOptions("no-new-privileges")
            .interactive(true)
            .pseudoTerminal(true)
            .dockerLabels(Map.of("k", "v"))
            .ulimits(Ulimit.builder().name("nofile").softLimit(1024).hardLimit(4096).build())
            .logConfiguration((log) -> log.logDriver("fluentd").options(Map.of("tag", "x")))
            .healthCheck(
                    (check) -> check.command("CMD-SHELL", "true").interval(30).timeout(5).retries(3).startPeriod(10))
            .systemControls(SystemControl.builder().namespace("net.core.somaxconn").value("1024").build())
            .resourceRequirements(ResourceRequirement.builder().type("GPU").value("1").build())
            .firelensConfiguration((firelens) -> firelens.type("fluentbit").options(Map.of("a", "b")))
            .build();
    }

    @Test
    void theCapabilitiesThatAnInstanceNeedsAreWorkedOut() {
        TaskDefinition definition = register((request) -> request.networkMode(NetworkMode.AWSVPC)
            .taskRoleArn("task")
            .executionRoleArn("arn:aws:iam::123456789012:role/execution")
            .containerDefinitions(container("web").image("123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1")
                .memory(100)
                .healthCheck((check) -> check.command("CMD-SHELL", "true"))
                .secrets(Secret.builder().name("S").valueFrom("arn:aws:secretsmanager:us-east-1:1:secret:x").build())
                .logConfiguration((log) -> log.logDriver("awslogs")
                    .options(Map.of("awslogs-group", "g", "awslogs-region", "us-east-1")))
                .build()));
        assertThat(definition.requiresAttributes()).extracting(Attribute::name)
            .contains("com.amazonaws.ecs.capability.logging-driver.awslogs", "ecs.capability.execution-role-awslogs",
                    "com.amazonaws.ecs.capability.ecr-auth", "ecs.capability.execution-role-ecr-pull",
                    "com.amazonaws.ecs.capability.task-iam-role", "ecs.capability.task-eni",
                    "ecs.capability.container-health-check", "ecs.capability.secrets.asm.environment-variables",
                    "com.amazonaws.ecs.capability.docker-remote-api.1.18");
        assertThat(definition.compatibilities()).containsExactly(Compatibility.EC2);
    }

    @Test
    void requiredMembersAndRangesAreChecked() {
        refused("Volume.name should not be null", (request) -> request.volumes(Volume.builder().build()));
        refused("Duplicate volume name",
                (request) -> request.volumes(Volume.builder().name("a").build(), Volume.builder().name("a").build()));
        refused("Unknown volume 'none'", container("web").memory(100)
            .mountPoints(MountPoint.builder().sourceVolume("none").containerPath("/x").build()));
        refused("Unknown source container",
                container("web").memory(100).volumesFrom(VolumeFrom.builder().sourceContainer("none").build()));
        refused("EFSVolumeConfiguration.fileSystemId", (request) -> request
            .volumes(Volume.builder().name("a").efsVolumeConfiguration((efs) -> efs.rootDirectory("/")).build()));
        refused("Only one volume type",
                (request) -> request.volumes(Volume.builder()
                    .name("a")
                    .host((host) -> host.sourcePath("/a"))
                    .efsVolumeConfiguration((efs) -> efs.fileSystemId("fs-1"))
                    .build()));
        refused("memberOf", (request) -> request
            .placementConstraints(TaskDefinitionPlacementConstraint.builder().type("distinctInstance").build()));
        refused("ProxyConfiguration.containerName",
                (request) -> request.proxyConfiguration((proxy) -> proxy.type("APPMESH")));
        refused("InferenceAccelerator.deviceType",
                (request) -> request.inferenceAccelerators(InferenceAccelerator.builder().deviceName("d").build()));
        refused("Secret.valueFrom", container("web").memory(100).secrets(Secret.builder().name("S").build()));
        refused("HealthCheck.command", container("web").memory(100).healthCheck((check) -> check.interval(5)));
        refused("healthCheck.interval",
                container("web").memory(100).healthCheck((check) -> check.command("CMD", "x").interval(4)));
        refused("healthCheck.retries",
                container("web").memory(100).healthCheck((check) -> check.command("CMD", "x").retries(11)));
        refused("Ulimit.name",
                container("web").memory(100).ulimits(Ulimit.builder().softLimit(1).hardLimit(1).build()));
        refused("HostEntry.ipAddress",
                container("web").memory(100).extraHosts(HostEntry.builder().hostname("a").build()));
        refused("RepositoryCredentials.credentialsParameter",
                container("web").memory(100).repositoryCredentials((own) -> own.build()));
        refused("FirelensConfiguration.type",
                container("web").memory(100).firelensConfiguration((own) -> own.options(Map.of())));
        refused("Device.hostPath", container("web").memory(100)
            .linuxParameters((linux) -> linux.devices(Device.builder().containerPath("/a").build())));
    }

    @Test
    void portsFollowTheNetworkMode() {
        PortMapping moved = PortMapping.builder().containerPort(80).hostPort(8080).build();
        for (NetworkMode mode : List.of(NetworkMode.AWSVPC, NetworkMode.HOST)) {
            assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> register((request) -> request.networkMode(mode)
                    .containerDefinitions(container("web").memory(100).portMappings(moved).build())))
                .withMessageContaining("When networkMode=" + mode + ", the host ports and container ports");
        }
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> register((request) -> request.networkMode(NetworkMode.NONE)
                .containerDefinitions(container("web").memory(100).portMappings(moved).build())))
            .withMessageContaining("networkMode=none");
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs
                .registerTaskDefinition(EcsFixture.fargate("web", container("web").build()).pidMode("host").build()))
            .withMessageContaining("The supported value for pidMode is 'task'.");
    }

    @Test
    @DisplayName("DescribeTaskDefinition: by family, family:revision and ARN, with TAGS when included")
    void aDefinitionIsFoundByEachOfItsNames() {
        register((request) -> request.tags(Tag.builder().key("a").value("b").build()));
        TaskDefinition second = register((request) -> request.tags(Tag.builder().key("a").value("c").build()));
        for (String name : List.of("web", "web:2", second.taskDefinitionArn())) {
            assertThat(this.ecs.describeTaskDefinition((request) -> request.taskDefinition(name)).taskDefinition())
                .isEqualTo(second);
        }
        assertThat(this.ecs.describeTaskDefinition((request) -> request.taskDefinition("web")).tags()).isEmpty();
        assertThat(this.ecs
            .describeTaskDefinition((request) -> request.taskDefinition("web").include(TaskDefinitionField.TAGS))
            .tags()).extracting(Tag::value).containsExactly("c");
        for (String name : List.of("none", "web:3", "web:x")) {
            assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> this.ecs.describeTaskDefinition((request) -> request.taskDefinition(name)))
                .withMessageContaining("Unable to describe task definition.");
        }
    }

    @Test
    @DisplayName("DeregisterTaskDefinition: only with a revision, which is a number")
    void deregisteringNeedsARevision() {
        register((request) -> request.family("web"));
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition("web")))
            .withMessageContaining("Revision is missing.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition("web:foo")))
            .withMessageContaining("Invalid revision number. Number: foo");
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition("web:9")));
    }

    @Test
    @DisplayName("ListTaskDefinitions and ListTaskDefinitionFamilies: status, order, prefix, pages")
    void listsAreInOrderAndByStatus() {
        IntStream.range(0, 12).forEach((number) -> register((request) -> request.family("web")));
        register((request) -> request.family("web-2"));
        register((request) -> request.family("old"));
        this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition("old:1"));
        this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition("web:3"));
        assertThat(numbers(SortOrder.ASC)).containsExactly(1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(numbers(SortOrder.DESC)).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 2, 1);
        assertThat(this.ecs.listTaskDefinitions((request) -> request.status(TaskDefinitionStatus.INACTIVE))
            .taskDefinitionArns()).hasSize(2);
        assertThat(families(TaskDefinitionFamilyStatus.ACTIVE)).containsExactly("web", "web-2");
        assertThat(families(TaskDefinitionFamilyStatus.INACTIVE)).containsExactly("old");
        assertThat(families(TaskDefinitionFamilyStatus.ALL)).containsExactly("old", "web", "web-2");
        assertThat(this.ecs.listTaskDefinitionFamilies((request) -> request.familyPrefix("web-")).families())
            .containsExactly("web-2");
    }

    private List<Integer> numbers(SortOrder order) {
        return this.ecs.listTaskDefinitionsPaginator((request) -> request.familyPrefix("web").sort(order).maxResults(4))
            .taskDefinitionArns()
            .stream()
            .map((arn) -> Integer.valueOf(arn.substring(arn.lastIndexOf(':') + 1)))
            .toList();
    }

    private List<String> families(TaskDefinitionFamilyStatus status) {
        return this.ecs.listTaskDefinitionFamiliesPaginator((request) -> request.status(status).maxResults(1))
            .families()
            .stream()
            .toList();
    }

    private static ContainerDefinition.Builder container(String name) {
        return EcsFixture.container(name).cpu(0).essential(true);
    }

    private TaskDefinition register(Consumer<RegisterTaskDefinitionRequest.Builder> more) {
        return this.ecs.registerTaskDefinition((request) -> {
            request.family("web").containerDefinitions(container("web").memory(100).build());
            more.accept(request);
        }).taskDefinition();
    }

    private void refused(String message, ContainerDefinition.Builder container) {
        refused(message, (request) -> request.containerDefinitions(container.build()));
    }

    private void refused(String message, Consumer<RegisterTaskDefinitionRequest.Builder> wrong) {
        assertThatExceptionOfType(ClientException.class).as(message)
            .isThrownBy(() -> register(wrong))
            .withMessageContaining(message);
    }

}
