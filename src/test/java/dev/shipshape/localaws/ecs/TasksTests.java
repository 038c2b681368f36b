package dev.shipshape.localaws.ecs;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TasksTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private EcsClient ecs;

    private EcsFixture fixture;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster(
                (request) -> request.clusterName(EcsFixture.CLUSTER).capacityProviders("FARGATE", "FARGATE_SPOT"));
    }

    @Test
    void aTaskGoesThroughItsStatesAsTimePasses() {
        Task started = this.fixture.run(this.fixture.register("web", EcsFixture.container("web").build()));
        assertThat(started.lastStatus()).isEqualTo("PROVISIONING");
        assertThat(started.attachments().get(0).status()).isEqualTo("PRECREATED");
        assertThat(after(started, 4).lastStatus()).isEqualTo("PENDING");
        Task pulling = after(started, 2);
        assertThat(pulling.pullStartedAt()).isEqualTo(clock.instant());
        assertThat(pulling.connectivity()).isEqualTo(Connectivity.CONNECTED);
        assertThat(after(started, 8).lastStatus()).isEqualTo("ACTIVATING");
        Task running = after(started, 3);
        assertThat(running.lastStatus()).isEqualTo("RUNNING");
        assertThat(running.startedAt()).isEqualTo(started.createdAt().plusSeconds(17));
        assertThat(running.attachments().get(0).status()).isEqualTo("ATTACHED");
        assertThat(running.attachments().get(0).details()).extracting(KeyValuePair::name)
            .contains("subnetId", "networkInterfaceId", "macAddress", "privateIPv4Address");
        Container container = running.containers().get(0);
        assertThat(container.lastStatus()).isEqualTo("RUNNING");
        assertThat(container.imageDigest()).startsWith("sha256:");
        assertThat(container.networkInterfaces().get(0).privateIpv4Address()).startsWith("172.31.");
    }

    @Test
    void stoppingGoesBackThroughTheStates() {
        Task task = running();
        Task stopping = this.ecs
            .stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()).reason("enough"))
            .task();
        assertThat(stopping.desiredStatus()).isEqualTo("STOPPED");
        assertThat(stopping.lastStatus()).isEqualTo("DEACTIVATING");
        assertThat(after(task, 2).lastStatus()).isEqualTo("STOPPING");
        assertThat(after(task, 2).lastStatus()).isEqualTo("DEPROVISIONING");
        Task stopped = after(task, 3);
        assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("enough");
        assertThat(stopped.stoppingAt()).isBefore(stopped.executionStoppedAt());
        assertThat(stopped.stoppedAt()).isEqualTo(clock.instant());
        assertThat(stopped.containers().get(0).exitCode()).isZero();
        assertThat(stopped.attachments().get(0).status()).isEqualTo("DELETED");
    }

    @Test
    void aStoppedTaskIsGoneAfterAnHour() {
        Task task = running();
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        assertThat(after(task, 3600).lastStatus()).isEqualTo("STOPPED");
        clock.advance(Duration.ofSeconds(10));
        assertThat(this.ecs.describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
            .failures()
            .get(0)
            .reason()).isEqualTo("MISSING");
    }

    @Test
    void aTaskThatIsStoppedBeforeItRanHasNoExitCode() {
        Task task = this.fixture.run(this.fixture.register("web", EcsFixture.container("web").build()));
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        Task stopped = after(task, 3);
        assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
        assertThat(stopped.startedAt()).isNull();
        assertThat(stopped.containers().get(0).exitCode()).isNull();
    }

    @Test
    void anEssentialContainerThatEndsStopsTheTask() {
        Task task = this.fixture.run(this.fixture.register("job",
                EcsFixture.container("job").command("sh", "-c", "echo working && sleep 5 && exit 3").build(),
                EcsFixture.container("side").image("busybox").build()));
        assertThat(after(task, 21).lastStatus()).isEqualTo("RUNNING");
        Task stopped = after(task, 30);
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(stopped.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(stopped.stoppingAt()).isEqualTo(task.createdAt().plusSeconds(22));
        assertThat(stopped.containers()).extracting(Container::exitCode).containsExactly(3, 143);
    }

    @Test
    void aTaskThatRunsOutOfMemoryIsKilled() {
        Task task = this.fixture.run(this.fixture.register("hog",
                EcsFixture.container("hog")
                    .environment(KeyValuePair.builder().name("SIMULATE").value("oom").build())
                    .build()));
        Container container = after(task, 40).containers().get(0);
        assertThat(container.exitCode()).isEqualTo(137);
        assertThat(container.reason()).startsWith("OutOfMemoryError");
    }

    @Test
    void aMissingImageOfOurRegistryCannotBePulled() {
        String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/none:latest";
        String arn = this.ecs
            .registerTaskDefinition(
                    EcsFixture.fargate("broken", ContainerDefinition.builder().name("web").image(image).build())
                        .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
                        .build())
            .taskDefinition()
            .taskDefinitionArn();
        Task stopped = after(this.fixture.run(arn), 40);
        assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(stopped.stoppedReason()).startsWith("CannotPullContainerError: ").endsWith(image + ": not found");
        assertThat(stopped.containers().get(0).reason()).startsWith("CannotPullContainerError");
        assertThat(stopped.startedAt()).isNull();
    }

    @Test
    void containersStartInTheOrderOfTheirDependencies() {
        Task task = this.fixture.run(this.fixture.register("ordered",
                EcsFixture.container("web")
                    .dependsOn(after("migrate", ContainerCondition.SUCCESS), after("db", ContainerCondition.HEALTHY))
                    .build(),
                EcsFixture.container("db").healthCheck((check) -> check.command("CMD-SHELL", "true")).build(),
                EcsFixture.container("migrate").essential(false).command("sleep", "8").build()));
        Task waiting = after(task, 18);
        assertThat(waiting.lastStatus()).isEqualTo("ACTIVATING");
        assertThat(waiting.containers()).extracting(Container::lastStatus)
            .containsExactly("PENDING", "RUNNING", "RUNNING");
        assertThat(after(task, 5).healthStatus()).isEqualTo(HealthStatus.HEALTHY);
        Task running = after(task, 2);
        assertThat(running.lastStatus()).isEqualTo("RUNNING");
        assertThat(running.containers()).extracting(Container::lastStatus)
            .containsExactly("RUNNING", "RUNNING", "STOPPED");
    }

    @Test
    void anOverrideChangesWhatTheContainerDoes() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        Task task = this.ecs
            .runTask(this.fixture.request(arn)
                .overrides((overrides) -> overrides
                    .containerOverrides(ContainerOverride.builder().name("web").command("false").build()))
                .build())
            .tasks()
            .get(0);
        assertThat(after(task, 40).containers().get(0).exitCode()).isEqualTo(1);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask(this.fixture.request(arn)
                .overrides(
                        (overrides) -> overrides.containerOverrides(ContainerOverride.builder().name("none").build()))
                .build()))
            .withMessageContaining("is not a container in the TaskDefinition");
    }

    @Test
    void aMappedPortAnswersWithAPageUntilTheTaskStops() throws Exception {
        Task task = this.fixture.run(this.fixture.register("shop",
                EcsFixture.container("web").portMappings(PortMapping.builder().containerPort(80).build()).build(),
                EcsFixture.container("database").image("postgres:16").build()));
        NetworkBinding binding = after(task, 20).containers().get(0).networkBindings().get(0);
        assertThat(binding.bindIP()).isEqualTo("127.0.0.1");
        assertThat(binding.containerPort()).isEqualTo(80);
        assertThat(page(binding.hostPort())).contains("simulated", "nginx:1", "postgres:16", "shop:1",
                Names.last(task.taskArn()));
        aws.restart();
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        Task resumed = this.fixture.task(task);
        assertThat(resumed.lastStatus()).isEqualTo("RUNNING");
        int port = resumed.containers().get(0).networkBindings().get(0).hostPort();
        assertThat(page(port)).contains("simulated");
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        after(task, 10);
        EcsFixture.until(() -> isClosed(port), Boolean.TRUE::equals);
    }

    @Test
    void atMostTenTasksStartAtOnce() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        assertThat(this.ecs.runTask(this.fixture.request(arn).count(10).build()).tasks()).hasSize(10);
        for (int count : new int[] { 0, 11 }) {
            assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> this.ecs.runTask(this.fixture.request(arn).count(count).build()));
        }
    }

    @Test
    void theSameClientTokenStartsOnce() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        Task first = this.ecs.runTask(this.fixture.request(arn).clientToken("once").build()).tasks().get(0);
        Task second = this.ecs.runTask(this.fixture.request(arn).clientToken("once").build()).tasks().get(0);
        assertThat(second.taskArn()).isEqualTo(first.taskArn());
        assertThatExceptionOfType(ConflictException.class)
            .isThrownBy(() -> this.ecs.runTask(this.fixture.request(arn).clientToken("once").count(2).build()))
            .satisfies((ex) -> assertThat(ex.resourceIds()).containsExactly(first.taskArn()));
    }

    @Test
    void runTaskIsCheckedAsAwsChecksIt() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        assertThatExceptionOfType(ClusterNotFoundException.class)
            .isThrownBy(() -> this.ecs.runTask(this.fixture.request(arn).cluster("none").build()));
        assertThatExceptionOfType(ClientException.class).isThrownBy(() -> this.fixture.run("none:1"))
            .withMessageContaining("TaskDefinition not found.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs
                .runTask(this.fixture.request(arn).networkConfiguration((network) -> network.build()).build()))
            .withMessageContaining("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs
                .runTask(this.fixture.request(arn).capacityProviderStrategy(provider("FARGATE_SPOT")).build()))
            .withMessageContaining("both a launch type and capacity provider strategy");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask(this.fixture.request(arn).startedBy("who is it?").build()));
    }

    @Test
    void withoutContainerInstancesEc2RunsNothing() {
        String arn = this.ecs.registerTaskDefinition(
                (request) -> request.family("ec2").containerDefinitions(EcsFixture.container("a").memory(128).build()))
            .taskDefinition()
            .taskDefinitionArn();
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask(
                    (request) -> request.cluster(EcsFixture.CLUSTER).taskDefinition(arn).launchType(LaunchType.EC2)))
            .withMessageContaining("No Container Instances were found in your cluster.");
    }

    @Test
    void spotIsACapacityProvider() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        Task task = this.ecs
            .runTask(this.fixture.request(arn)
                .launchType((LaunchType) null)
                .capacityProviderStrategy(provider("FARGATE_SPOT"))
                .build())
            .tasks()
            .get(0);
        assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT");
        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
    }

    @Test
    void tagsStayUntilTheTaskIsStopped() {
        String arn = this.fixture.register("web", EcsFixture.container("web").build());
        Task task = this.ecs
            .runTask(this.fixture.request(arn)
                .enableECSManagedTags(true)
                .tags(Tag.builder().key("team").value("blue").build())
                .build())
            .tasks()
            .get(0);
        assertThat(tags(task)).extracting(Tag::key).containsExactlyInAnyOrder("team", "aws:ecs:clusterName");
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        assertThat(tags(task)).isEmpty();
    }

    @Test
    void listingFiltersAndPages() {
        String web = this.fixture.register("web", EcsFixture.container("web").build());
        String api = this.fixture.register("api", EcsFixture.container("api").build());
        IntStream.range(0, 5).forEach((number) -> this.fixture.run(web));
        Task mine = this.ecs.runTask(this.fixture.request(api).startedBy("shipshape/7/anna").build()).tasks().get(0);
        assertThat(
                this.ecs.listTasksPaginator((request) -> request.cluster(EcsFixture.CLUSTER).maxResults(4)).taskArns())
            .hasSize(6);
        assertThat(this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER).family("api")).taskArns())
            .containsExactly(mine.taskArn());
        assertThat(this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER).startedBy("shipshape/7/anna"))
            .taskArns()).containsExactly(mine.taskArn());
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(mine.taskArn()));
        assertThat(this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER)).taskArns()).hasSize(5);
        assertThat(this.ecs
            .listTasks((request) -> request.cluster(EcsFixture.CLUSTER).desiredStatus(DesiredStatus.STOPPED))
            .taskArns()).containsExactly(mine.taskArn());
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> this.ecs
            .listTasks((request) -> request.cluster(EcsFixture.CLUSTER).startedBy("x").family("web")));
    }

    @Test
    void aClusterWithTasksIsNotDeleted() {
        Task task = running();
        assertThat(this.ecs.describeClusters((request) -> request.clusters(EcsFixture.CLUSTER))
            .clusters()
            .get(0)
            .runningTasksCount()).isEqualTo(1);
        assertThatExceptionOfType(ClusterContainsTasksException.class)
            .isThrownBy(() -> this.ecs.deleteCluster((request) -> request.cluster(EcsFixture.CLUSTER)));
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(task.taskArn()));
        after(task, 10);
        this.ecs.deleteCluster((request) -> request.cluster(EcsFixture.CLUSTER));
    }

    private Task running() {
        Task task = this.fixture.run(this.fixture.register("web", EcsFixture.container("web").build()));
        Task running = after(task, 20);
        assertThat(running.lastStatus()).isEqualTo("RUNNING");
        return running;
    }

    private Task after(Task task, int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        return this.fixture.task(task);
    }

    private List<Tag> tags(Task task) {
        return this.ecs
            .describeTasks(
                    (request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()).include(TaskField.TAGS))
            .tasks()
            .get(0)
            .tags();
    }

    private static ContainerDependency after(String container, ContainerCondition condition) {
        return ContainerDependency.builder().containerName(container).condition(condition).build();
    }

    private static CapacityProviderStrategyItem provider(String name) {
        return CapacityProviderStrategyItem.builder().capacityProvider(name).weight(1).build();
    }

    private static String page(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static boolean isClosed(int port) {
        try {
            page(port);
            return false;
        }
        catch (ConnectException ex) {
            return true;
        }
        catch (IOException ex) {
            return false;
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
