package dev.shipshape.localaws.ecs;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskDefinitionsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    private EcsFixture fixture;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
    }

    @Test
    void aTwoTierDefinitionIsRegisteredWithWhatAwsFillsIn() {
        ContainerDefinition web = EcsFixture.container("web")
            .portMappings(PortMapping.builder().containerPort(80).build())
            .dependsOn(after("database", ContainerCondition.START))
            .build();
        TaskDefinition definition = this.ecs
            .registerTaskDefinition(EcsFixture.fargate("shop", web, EcsFixture.container("database").build())
                .cpu(".5 vCPU")
                .memory("1 GB")
                .build())
            .taskDefinition();
        assertThat(definition.taskDefinitionArn())
            .isEqualTo("arn:aws:ecs:us-east-1:123456789012:task-definition/shop:1");
        assertThat(definition.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThat(definition.cpu()).isEqualTo("512");
        assertThat(definition.memory()).isEqualTo("1024");
        assertThat(definition.compatibilities()).containsExactly(Compatibility.EC2, Compatibility.FARGATE);
        PortMapping port = definition.containerDefinitions().get(0).portMappings().get(0);
        assertThat(port.hostPort()).isEqualTo(80);
        assertThat(port.protocolAsString()).isEqualTo("tcp");
        assertThat(definition.containerDefinitions().get(1).essential()).isTrue();
    }

    @Test
    void aDefinitionHas64KibAtMost() {
        ContainerDefinition large = EcsFixture.container("web").command("x".repeat(70_000)).build();
        assertThatThrownBy(() -> this.fixture.register("large", large)).isInstanceOf(ClientException.class)
            .hasMessageContaining("Max allowed length is '65536' bytes");
    }

    @Test
    void revisionsAreNeverReused() {
        this.fixture.register("web", EcsFixture.container("web").build());
        this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition("web:1"));
        this.ecs.deleteTaskDefinitions((request) -> request.taskDefinitions("web:1"));
        assertThat(this.fixture.register("web", EcsFixture.container("web").build())).endsWith("web:2");
    }

    @Test
    void aDeregisteredRevisionIsInactiveAndRunsNoMore() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
        TaskDefinition gone = this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition(arn))
            .taskDefinition();
        assertThat(gone.status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(this.ecs.listTaskDefinitions().taskDefinitionArns()).isEmpty();
        assertThat(this.ecs.listTaskDefinitions((request) -> request.status(TaskDefinitionStatus.INACTIVE))
            .taskDefinitionArns()).containsExactly(arn);
        assertThatExceptionOfType(ClientException.class).isThrownBy(() -> this.fixture.run(arn))
            .withMessageContaining("TaskDefinition is inactive");
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.describeTaskDefinition((request) -> request.taskDefinition("web")))
            .withMessageContaining("Unable to describe task definition.");
    }

    @Test
    void deletingSaysWhatCouldNotBeDeleted() {
        String active = this.fixture.register("web", EcsFixture.container("web").build());
        String inactive = this.fixture.register("web", EcsFixture.container("web").build());
        this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition(inactive));
        DeleteTaskDefinitionsResponse answer = this.ecs
            .deleteTaskDefinitions((request) -> request.taskDefinitions(active, inactive, "none:7"));
        assertThat(answer.taskDefinitions()).extracting(TaskDefinition::status)
            .containsExactly(TaskDefinitionStatus.DELETE_IN_PROGRESS);
        assertThat(answer.failures()).hasSize(2);
        assertThat(answer.failures().get(0).reason()).contains("still in ACTIVE status");
        assertThat(answer.failures().get(1).reason()).contains("does not exist");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.deleteTaskDefinitions((request) -> request
                .taskDefinitions(IntStream.range(0, 11).mapToObj((number) -> "web:" + number).toList())));
    }

    @Test
    void aDeletedRevisionStaysWhileATaskUsesIt() {
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        String task = this.fixture.run(arn).taskArn();
        this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition(arn));
        this.ecs.deleteTaskDefinitions((request) -> request.taskDefinitions(arn));
        assertThat(this.ecs.describeTaskDefinition((request) -> request.taskDefinition(arn)).taskDefinition().status())
            .isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task));
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.describeTaskDefinition((request) -> request.taskDefinition(arn)));
    }

    @Test
    void listsAreSortedByRevisionNumberAndPaged() {
        IntStream.range(0, 11).forEach((number) -> this.fixture.register("web", EcsFixture.container("web").build()));
        this.fixture.register("api", EcsFixture.container("api").build());
        List<String> ascending = this.ecs
            .listTaskDefinitionsPaginator((request) -> request.familyPrefix("web").maxResults(4))
            .taskDefinitionArns()
            .stream()
            .toList();
        assertThat(ascending).hasSize(11);
        assertThat(ascending.get(9)).endsWith("web:10");
        List<String> descending = this.ecs
            .listTaskDefinitionsPaginator((request) -> request.sort(SortOrder.DESC).maxResults(4))
            .taskDefinitionArns()
            .stream()
            .toList();
        assertThat(descending).hasSize(12);
        assertThat(descending.get(0)).endsWith("web:11");
        assertThat(this.ecs.listTaskDefinitionFamilies().families()).containsExactly("api", "web");
        assertThat(this.ecs.listTaskDefinitionFamilies((request) -> request.familyPrefix("a")).families())
            .containsExactly("api");
    }

    @Test
    void fargateSizesAreCheckedAsPairs() {
        refused("No Fargate configuration exists for given values: 256 CPU, 4096 memory",
                (request) -> request.memory("4096"));
        refused("No Fargate configuration exists", (request) -> request.cpu("300"));
        refused("Fargate requires that 'cpu' be defined at the task level.", (request) -> request.cpu(null));
        refused("Fargate requires that 'memory' be defined at the task level.", (request) -> request.memory(null));
        refused("Fargate only supports network mode", (request) -> request.networkMode(NetworkMode.BRIDGE));
        refused("Invalid 'cpu' setting", (request) -> request.cpu("much"));
        for (String[] pair : new String[][] { { "256", "2048" }, { "1024", "3 GB" }, { "4096", "30720" },
                { "8192", "61440" }, { "16384", "122880" } }) {
            this.ecs.registerTaskDefinition(
                    EcsFixture.fargate("fits", EcsFixture.container("a").build()).cpu(pair[0]).memory(pair[1]).build());
        }
    }

    @Test
    void containersAreChecked() {
        refused("Container list cannot be empty.", (request) -> request.containerDefinitions(List.of()));
        refused("Family contains invalid characters.", (request) -> request.family("a b"));
        refused("Container.image should not be null or empty.",
                (request) -> request.containerDefinitions(ContainerDefinition.builder().name("a").build()));
        refused("Container.name should not be null or empty.", (request) -> request.networkMode(NetworkMode.BRIDGE)
            .containerDefinitions(ContainerDefinition.builder().image("a").build()));
        refused("Container.name contains invalid characters.",
                (request) -> request.containerDefinitions(EcsFixture.container("a b").build()));
        refused("Duplicate container name", (request) -> request.containerDefinitions(EcsFixture.container("a").build(),
                EcsFixture.container("a").build()));
        refused("at least one essential container",
                (request) -> request.containerDefinitions(EcsFixture.container("a").essential(false).build()));
        refused("the host ports and container ports in port mappings must match",
                (request) -> request.containerDefinitions(EcsFixture.container("a")
                    .portMappings(PortMapping.builder().containerPort(80).hostPort(8080).build())
                    .build()));
        refused("'containerPort' 70000", (request) -> request.containerDefinitions(
                EcsFixture.container("a").portMappings(PortMapping.builder().containerPort(70000).build()).build()));
        refused("which is not in the task definition", (request) -> request
            .containerDefinitions(EcsFixture.container("a").dependsOn(after("b", ContainerCondition.START)).build()));
        refused("must not be circular",
                (request) -> request.containerDefinitions(
                        EcsFixture.container("a").dependsOn(after("b", ContainerCondition.START)).build(),
                        EcsFixture.container("b").dependsOn(after("a", ContainerCondition.START)).build()));
        refused("has no health check",
                (request) -> request.containerDefinitions(
                        EcsFixture.container("a").dependsOn(after("b", ContainerCondition.HEALTHY)).build(),
                        EcsFixture.container("b").build()));
    }

    @Test
    void fargateNeedsAnExecutionRoleForEcrImagesAndLogs() {
        refused("Fargate requires task definition to have execution role ARN to support ECR images.",
                (request) -> request.containerDefinitions(ContainerDefinition.builder()
                    .name("a")
                    .image("123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1")
                    .build()));
        Map<String, String> options = Map.of("awslogs-group", "/ecs/web", "awslogs-region", "us-east-1",
                "awslogs-stream-prefix", "ecs");
        ContainerDefinition logging = EcsFixture.container("a")
            .logConfiguration((log) -> log.logDriver(LogDriver.AWSLOGS).options(options))
            .build();
        refused("Fargate requires task definition to have execution role ARN to support log driver awslogs.",
                (request) -> request.containerDefinitions(logging));
        this.ecs.registerTaskDefinition(EcsFixture.fargate("logs", logging)
            .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
            .build());
    }

    private void refused(String message, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        RegisterTaskDefinitionRequest.Builder request = EcsFixture.fargate("web", EcsFixture.container("web").build());
        change.accept(request);
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.registerTaskDefinition(request.build()))
            .withMessageContaining(message);
    }

    private static ContainerDependency after(String container, ContainerCondition condition) {
        return ContainerDependency.builder().containerName(container).condition(condition).build();
    }

}
