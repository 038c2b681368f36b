package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisplayName("Placement on container instances (developer guide: Task placement; API failure reasons)")
class PlacementTests {

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
    void aTaskTakesCpuMemoryAndPortsUntilItHasStopped() {
        String instance = register("i-1", 2048, 4000, "us-east-1a");
        String web = define("web", container(512, 300).portMappings(port(8080, 80), port(0, 81)));
        Task task = run(web).tasks().get(0);
        assertThat(task.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(task.containerInstanceArn()).isEqualTo(instance);
        assertThat(task.lastStatus()).isEqualTo("PENDING");
        assertThat(task.cpu()).isEqualTo("512");
        assertThat(task.memory()).isEqualTo("300");
        assertThat(task.platformVersion()).isNull();
        ContainerInstance busy = describe(instance);
        assertThat(busy.pendingTasksCount()).isEqualTo(1);
        assertThat(number(busy, "CPU")).isEqualTo(1536);
        assertThat(number(busy, "MEMORY")).isEqualTo(3700);
        assertThat(ports(busy)).contains("8080", "22").doesNotContain("0");
        clock.advance(Duration.ofSeconds(20));
        assertThat(describe(instance).runningTasksCount()).isEqualTo(1);
        assertThat(describe(task).containers().get(0).networkBindings()).hasSize(2);
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        clock.advance(Duration.ofSeconds(20));
        ContainerInstance free = describe(instance);
        assertThat(free.remainingResources()).isEqualTo(free.registeredResources());
        assertThat(free.runningTasksCount()).isZero();
        assertThat(free.version()).isGreaterThan(1);
    }

    @Test
    void whatDoesNotFitIsAFailureOfEachInstance() {
        String instance = register("i-1", 1024, 1000, "us-east-1a");
        assertThat(run(define("cpu", container(2048, 100))).failures()).extracting(Failure::arn, Failure::reason)
            .containsExactly(tuple(instance, "RESOURCE:CPU"));
        assertThat(reasons(run(define("memory", container(10, 2000))))).containsExactly("RESOURCE:MEMORY");
        RunTaskResponse clash = this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER)
            .taskDefinition(define("port", container(10, 100).portMappings(port(8080, 80))))
            .count(2));
        assertThat(clash.tasks()).hasSize(1);
        assertThat(reasons(clash)).containsExactly("RESOURCE:PORTS");
        assertThat(reasons(run(define("ssh", container(10, 100).portMappings(port(22, 22))))))
            .containsExactly("RESOURCE:PORTS");
        assertThat(reasons(run(define("gpu",
                container(10, 100)
                    .resourceRequirements(ResourceRequirement.builder().type("GPU").value("1").build())))))
            .containsExactly("RESOURCE:GPU");
        assertThat(this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER)).taskArns()).hasSize(1);
    }

    @Test
    void awsvpcTasksNeedAnInterfaceInTheZoneOfTheirSubnet() {
        Subnet place = aws.client(Ec2Client.builder()).describeSubnets().subnets().get(0);
        String subnet = place.subnetId();
        register("i-1", 1024, 4000, place.availabilityZone(),
                Attribute.builder().name("ecs.instance-type").value("t3.micro").build());
        String own = this.ecs
            .registerTaskDefinition((request) -> request.family("own")
                .networkMode(NetworkMode.AWSVPC)
                .containerDefinitions(container(10, 100).build()))
            .taskDefinition()
            .taskDefinitionArn();
        RunTaskResponse answer = this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER)
            .taskDefinition(own)
            .count(2)
            .networkConfiguration((network) -> network.awsvpcConfiguration((config) -> config.subnets(subnet))));
        assertThat(answer.tasks()).hasSize(1);
        assertThat(answer.tasks().get(0).lastStatus()).isEqualTo("PROVISIONING");
        assertThat(answer.tasks().get(0).attachments().get(0).type()).isEqualTo("ElasticNetworkInterface");
        assertThat(reasons(answer)).containsExactly("RESOURCE:ENI");
        register("i-2", 1024, 4000, "us-east-1f");
        assertThat(reasons(this.ecs.runTask((request) -> request.cluster(EcsFixture.CLUSTER)
            .taskDefinition(own)
            .networkConfiguration((network) -> network.awsvpcConfiguration((config) -> config.subnets(subnet))))))
            .containsExactlyInAnyOrder("RESOURCE:ENI", "LOCATION");
    }

    @Test
    void constraintsAreKept() {
        String small = register("i-1", 1024, 4000, "us-east-1a",
                Attribute.builder().name("kind").value("small").build());
        String large = register("i-2", 1024, 4000, "us-east-1b",
                Attribute.builder().name("kind").value("large").build());
        String web = define("web", container(10, 100));
        PlacementConstraint isLarge = PlacementConstraint.builder()
            .type(PlacementConstraintType.MEMBER_OF)
            .expression("attribute:kind == large")
            .build();
        for (int count = 0; count < 3; count++) {
            assertThat(
                    run(web, (request) -> request.placementConstraints(isLarge)).tasks().get(0).containerInstanceArn())
                .isEqualTo(large);
        }
        PlacementConstraint distinct = PlacementConstraint.builder()
            .type(PlacementConstraintType.DISTINCT_INSTANCE)
            .build();
        RunTaskResponse answer = run(web, (request) -> request.placementConstraints(distinct).group("alone").count(3));
        assertThat(answer.tasks()).extracting(Task::containerInstanceArn).containsExactlyInAnyOrder(small, large);
        assertThat(reasons(answer)).hasSize(2).containsOnly("DistinctInstance placement constraint unsatisfied.");
        assertThat(reasons(run(web,
                (request) -> request
                    .placementConstraints(isLarge.toBuilder().expression("attribute:kind == none").build()))))
            .containsOnly("MemberOf placement constraint unsatisfied.");
    }

    @Test
    void strategiesDecideAmongWhatFits() {
        String one = register("i-1", 4096, 8000, "us-east-1a");
        String other = register("i-2", 2048, 8000, "us-east-1b");
        String third = register("i-3", 4096, 8000, "us-east-1b");
        String web = define("web", container(10, 100));
        assertThat(run(web,
                (request) -> request.placementStrategy(strategy(PlacementStrategyType.BINPACK, "cpu"))
                    .count(5)
                    .group("packed"))
            .tasks()).extracting(Task::containerInstanceArn).containsOnly(other);
        assertThat(run(web,
                (request) -> request.placementStrategy(strategy(PlacementStrategyType.SPREAD, "instanceId"))
                    .count(6)
                    .group("spread"))
            .tasks()).extracting(Task::containerInstanceArn)
            .containsExactlyInAnyOrder(one, one, other, other, third, third);
        assertThat(run(web,
                (request) -> request
                    .placementStrategy(strategy(PlacementStrategyType.SPREAD, "attribute:ecs.availability-zone"),
                            strategy(PlacementStrategyType.BINPACK, "cpu"))
                    .count(4)
                    .group("zones"))
            .tasks()).extracting(Task::containerInstanceArn).containsExactlyInAnyOrder(one, one, other, other);
    }

    @Test
    void constraintsAndStrategiesAreChecked() {
        register("i-1", 1024, 4000, "us-east-1a");
        String web = define("web", container(10, 100));
        for (PlacementConstraint wrong : List.of(
                PlacementConstraint.builder().type(PlacementConstraintType.MEMBER_OF).build(),
                PlacementConstraint.builder().type(PlacementConstraintType.MEMBER_OF).expression("what?").build(),
                PlacementConstraint.builder().type("nearMe").build())) {
            assertThatExceptionOfType(InvalidParameterException.class).as("%s", wrong)
                .isThrownBy(() -> run(web, (request) -> request.placementConstraints(wrong)));
        }
        for (PlacementStrategy wrong : List.of(strategy(PlacementStrategyType.BINPACK, "ports"),
                strategy(PlacementStrategyType.SPREAD, ""))) {
            assertThatExceptionOfType(InvalidParameterException.class).as("%s", wrong)
                .isThrownBy(() -> run(web, (request) -> request.placementStrategy(wrong)));
        }
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> run(web,
                    (request) -> request.placementStrategy(Collections.nCopies(6,
                            PlacementStrategy.builder().type(PlacementStrategyType.RANDOM).build()))))
            .withMessageContaining("more than 5");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> run(web, (request) -> request.launchType("Fargate")))
            .withMessageContaining("launch type should be one of [EC2,FARGATE,EXTERNAL]");
    }

    @Test
    @DisplayName("StartTask: on the named instances, with a failure for each that will not do")
    void startTaskNamesItsInstances() {
        String instance = register("i-1", 1024, 4000, "us-east-1a");
        String gone = register("i-2", 1024, 4000, "us-east-1a");
        this.ecs.deregisterContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER).containerInstance(gone));
        String web = define("web", container(600, 100));
        StartTaskResponse started = this.ecs.startTask((request) -> request.cluster(EcsFixture.CLUSTER)
            .taskDefinition(web)
            .containerInstances(instance, gone, "00000000000000000000000000000000")
            .startedBy("me"));
        assertThat(started.tasks()).extracting(Task::containerInstanceArn).containsExactly(instance);
        assertThat(started.tasks().get(0).startedBy()).isEqualTo("me");
        assertThat(started.failures()).extracting(Failure::reason).containsExactly("INACTIVE", "MISSING");
        assertThat(this.ecs
            .startTask(
                    (request) -> request.cluster(EcsFixture.CLUSTER).taskDefinition(web).containerInstances(instance))
            .failures()).extracting(Failure::reason).containsExactly("RESOURCE:CPU");
        assertThat(this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER).containerInstance(instance))
            .taskArns()).containsExactly(started.tasks().get(0).taskArn());
    }

    @Test
    void anInstanceThatTellsItsCapabilitiesMustHaveThoseThatATaskNeeds() {
        register("i-1", 1024, 4000, "us-east-1a",
                Attribute.builder().name("com.amazonaws.ecs.capability.docker-remote-api.1.18").build());
        String logging = define("logging", container(10, 100).logConfiguration((log) -> log.logDriver("awslogs")
            .options(Map.of("awslogs-group", "g", "awslogs-region", "us-east-1"))));
        assertThat(reasons(run(logging))).containsExactly("ATTRIBUTE");
    }

    @Test
    @DisplayName("DRAINING: service tasks are replaced on other instances, a lone task stays")
    void drainingMovesTheTasksOfServices() {
        String from = register("i-1", 1024, 4000, "us-east-1a");
        String web = define("web", container(10, 100));
        Task lone = run(web).tasks().get(0);
        this.ecs.createService((
                request) -> request.cluster(EcsFixture.CLUSTER).serviceName("web").taskDefinition(web).desiredCount(2));
        settle();
        String to = register("i-2", 1024, 4000, "us-east-1b");
        this.ecs.updateContainerInstancesState((request) -> request.cluster(EcsFixture.CLUSTER)
            .containerInstances(from)
            .status(ContainerInstanceStatus.DRAINING));
        settle();
        settle();
        assertThat(
                this.ecs
                    .describeTasks((request) -> request.cluster(EcsFixture.CLUSTER)
                        .tasks(this.ecs.listTasks((list) -> list.cluster(EcsFixture.CLUSTER).serviceName("web"))
                            .taskArns()))
                    .tasks())
            .hasSize(2)
            .extracting(Task::containerInstanceArn)
            .containsOnly(to);
        assertThat(describe(lone).lastStatus()).isEqualTo("RUNNING");
        assertThat(run(web).tasks().get(0).containerInstanceArn()).isEqualTo(to);
    }

    @Test
    void aServiceSaysWhyItCannotPlaceATask() {
        register("i-1", 1024, 1000, "us-east-1a");
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("big")
            .taskDefinition(define("big", container(10, 700)))
            .desiredCount(2));
        settle();
        assertThat(this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER).services("big"))
            .services()
            .get(0)
            .events())
            .anySatisfy((event) -> assertThat(event.message())
                .contains("The closest matching " + "(container-instance ", "has insufficient memory available."));
        register("i-2", 1024, 1000, "us-east-1a");
        clock.advance(Duration.ofMinutes(1));
        settle();
        assertThat(this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER).services("big"))
            .services()
            .get(0)
            .runningCount()).isEqualTo(2);
    }

    private void settle() {
        for (int step = 0; step < 8; step++) {
            clock.advance(Duration.ofSeconds(5));
            this.ecs.listClusters();
        }
    }

    private String register(String instanceId, int cpu, int memory, String zone, Attribute... attributes) {
        return this.ecs
            .registerContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
                .instanceIdentityDocument(ContainerInstancesTests.document(instanceId).replace("us-east-1b", zone))
                .totalResources(ContainerInstancesTests.number("CPU", cpu),
                        ContainerInstancesTests.number("MEMORY", memory))
                .attributes(attributes))
            .containerInstance()
            .containerInstanceArn();
    }

    private String define(String family, ContainerDefinition.Builder container) {
        return this.ecs
            .registerTaskDefinition((request) -> request.family(family).containerDefinitions(container.build()))
            .taskDefinition()
            .taskDefinitionArn();
    }

    private static ContainerDefinition.Builder container(int cpu, int memory) {
        return EcsFixture.container("web").cpu(cpu).memory(memory);
    }

    private static PortMapping port(int host, int container) {
        return PortMapping.builder().hostPort(host).containerPort(container).build();
    }

    private static PlacementStrategy strategy(PlacementStrategyType type, String field) {
        return PlacementStrategy.builder().type(type).field(field).build();
    }

    private RunTaskResponse run(String definition) {
        return run(definition, (request) -> request.startedBy("test"));
    }

    private RunTaskResponse run(String definition, Consumer<RunTaskRequest.Builder> more) {
        return this.ecs.runTask((request) -> {
            request.cluster(EcsFixture.CLUSTER).taskDefinition(definition);
            more.accept(request);
        });
    }

    private static List<String> reasons(RunTaskResponse response) {
        return response.failures().stream().map(Failure::reason).toList();
    }

    private ContainerInstance describe(String instance) {
        return this.ecs
            .describeContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER).containerInstances(instance))
            .containerInstances()
            .get(0);
    }

    private Task describe(Task task) {
        return this.ecs.describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
            .tasks()
            .get(0);
    }

    private static int number(ContainerInstance instance, String name) {
        return instance.remainingResources()
            .stream()
            .filter((one) -> one.name().equals(name))
            .mapToInt(Resource::integerValue)
            .sum();
    }

    private static List<String> ports(ContainerInstance instance) {
        return instance.remainingResources()
            .stream()
            .filter((one) -> one.name().equals("PORTS"))
            .flatMap((one) -> one.stringSetValue().stream())
            .toList();
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

}
