package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.Volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisplayName("What a call makes of a task (API reference: RunTask, TaskOverride, ListTasks, StopTask)")
class RunTaskTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private EcsClient ecs;

    private EcsFixture fixture;

    private String web = "";

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster(
                (request) -> request.clusterName(EcsFixture.CLUSTER).capacityProviders("FARGATE", "FARGATE_SPOT"));
        this.web = this.fixture.register("web", EcsFixture.container("web").build(),
                EcsFixture.container("side").build());
    }

    @Test
    void everyMemberOfTheOverridesIsKept() {
        ContainerOverride container = ContainerOverride.builder()
            .name("web")
            .command("sleep", "60")
            .environment(KeyValuePair.builder().name("A").value("1").build())
            .environmentFiles(EnvironmentFile.builder().value("arn:aws:s3:::b/f.env").type("s3").build())
            .cpu(128)
            .memory(256)
            .memoryReservation(128)
            .build();
        TaskOverride overrides = TaskOverride.builder()
            .containerOverrides(container)
            .cpu("512")
            .memory("1 GB")
            .taskRoleArn("arn:aws:iam::123456789012:role/other")
            .executionRoleArn("arn:aws:iam::123456789012:role/execution")
            .ephemeralStorage((storage) -> storage.sizeInGiB(40))
            .build();
        Task task = describe(run((request) -> request.overrides(overrides)).get(0));
        assertThat(task.cpu()).isEqualTo("512");
        assertThat(task.memory()).isEqualTo("1024");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(40);
        assertThat(task.fargateEphemeralStorage().sizeInGiB()).isEqualTo(40);
        assertThat(task.overrides().taskRoleArn()).endsWith("role/other");
        assertThat(task.overrides().executionRoleArn()).endsWith("role/execution");
        assertThat(task.overrides().containerOverrides()).containsExactly(container,
                ContainerOverride.builder().name("side").build());
        assertThat(task.containers().get(0).cpu()).isEqualTo("128");
        assertThat(task.containers().get(0).memoryReservation()).isEqualTo("128");
    }

    @Test
    void overridesAreCheckedAsAwsChecksThem() {
        refused(InvalidParameterException.class, "must have a name",
                (request) -> request.overrides((all) -> all.containerOverrides(ContainerOverride.builder().build())));
        refused(ClientException.class, "No Fargate configuration exists",
                (request) -> request.overrides((all) -> all.cpu("512").memory("512")));
        refused(InvalidParameterException.class, "between 20 and 200 GiB",
                (request) -> request.overrides((all) -> all.ephemeralStorage((own) -> own.sizeInGiB(201))));
        refused(InvalidParameterException.class, "at most 8192", (request) -> request.overrides((all) -> all
            .containerOverrides(ContainerOverride.builder().name("web").command("x".repeat(9000)).build())));
        refused(InvalidParameterException.class, "Placement strategies are not supported",
                (request) -> request.placementStrategy(PlacementStrategy.builder().type("random").build()));
        refused(InvalidParameterException.class, "Invalid namespace", (request) -> request.group("service:web"));
        refused(InvalidParameterException.class, "propagateTags", (request) -> request.propagateTags("SERVICE"));
        refused(InvalidParameterException.class, "referenceId", (request) -> request.referenceId("x".repeat(1025)));
    }

    @Test
    @DisplayName("capacityProviderStrategy: first the base, then by weight")
    void aStrategySplitsTheTasks() {
        List<Task> tasks = this.ecs
            .runTask(RunTaskRequest.builder()
                .cluster(EcsFixture.CLUSTER)
                .taskDefinition(this.web)
                .networkConfiguration(this.fixture.network())
                .count(10)
                .capacityProviderStrategy(provider("FARGATE", 2, 1), provider("FARGATE_SPOT", 0, 3))
                .build())
            .tasks();
        Map<String, Long> byProvider = tasks.stream()
            .collect(Collectors.groupingBy(Task::capacityProviderName, Collectors.counting()));
        assertThat(byProvider).containsEntry("FARGATE", 4L).containsEntry("FARGATE_SPOT", 6L);
        assertThat(tasks).extracting(Task::launchType).containsOnly(LaunchType.FARGATE);
    }

    @Test
    void tagsComeFromTheCallTheDefinitionAndEcs() {
        this.ecs.tagResource((request) -> request.resourceArn(this.web)
            .tags(Tag.builder().key("a").value("definition").build(), Tag.builder().key("b").value("c").build()));
        Task task = run((request) -> request.tags(Tag.builder().key("a").value("call").build())
            .propagateTags("TASK_DEFINITION")
            .enableECSManagedTags(true)).get(0);
        assertThat(this.ecs
            .describeTasks(
                    (request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()).include(TaskField.TAGS))
            .tasks()
            .get(0)
            .tags()).extracting((tag) -> tag.key() + "=" + tag.value())
            .containsExactlyInAnyOrder("a=call", "b=c", "aws:ecs:clusterName=demo");
    }

    @Test
    @DisplayName("volumeConfigurations: for the volumes that the definition leaves to the launch, and only those")
    void volumesAreConfiguredAtLaunch() {
        String definition = this.ecs
            .registerTaskDefinition(EcsFixture.fargate("disk", EcsFixture.container("web").build())
                .volumes(Volume.builder().name("data").configuredAtLaunch(true).build())
                .build())
            .taskDefinition()
            .taskDefinitionArn();
        TaskVolumeConfiguration volume = TaskVolumeConfiguration.builder()
            .name("data")
            .managedEBSVolume((own) -> own.roleArn("arn:aws:iam::123456789012:role/ebs").sizeInGiB(10))
            .build();
        Task task = this.ecs.runTask(this.fixture.request(definition).volumeConfigurations(volume).build())
            .tasks()
            .get(0);
        assertThat(task.attachments()).extracting((one) -> one.type())
            .containsExactlyInAnyOrder("ElasticNetworkInterface", "AmazonElasticBlockStorage");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.runTask(this.fixture.request(definition).build()))
            .withMessageContaining("data");
        refused(InvalidParameterException.class, "data", (request) -> request.volumeConfigurations(volume));
    }

    @Test
    void aClientTokenStandsForOneCallForADay() {
        List<Task> first = run((request) -> request.clientToken("once").count(2));
        assertThat(run((request) -> request.clientToken("once").count(2))).extracting(Task::taskArn)
            .isEqualTo(first.stream().map(Task::taskArn).toList());
        assertThatExceptionOfType(ConflictException.class)
            .isThrownBy(() -> run((request) -> request.clientToken("once").count(3)))
            .satisfies((ex) -> assertThat(ex.resourceIds()).hasSize(2));
        clock.advance(Duration.ofHours(25));
        assertThat(run((request) -> request.clientToken("once").count(3))).hasSize(3);
    }

    @Test
    @DisplayName("ListTasks: filters alone and together, and those that ECS refuses together")
    void filtersAreKeptAndRefused() {
        String mine = run((request) -> request.startedBy("me").group("mine")).get(0).taskArn();
        String other = this.fixture.run(this.fixture.register("api", EcsFixture.container("api").build())).taskArn();
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(other));
        assertThat(list((request) -> request.startedBy("me"))).containsExactly(mine);
        assertThat(list((request) -> request.family("web").launchType(LaunchType.FARGATE))).containsExactly(mine);
        assertThat(list((request) -> request.family("web").launchType(LaunchType.EC2))).isEmpty();
        assertThat(list((request) -> request.family("api"))).isEmpty();
        assertThat(list((request) -> request.family("api").desiredStatus(DesiredStatus.STOPPED)))
            .containsExactly(other);
        assertThat(list((request) -> request.desiredStatus(DesiredStatus.PENDING))).isEmpty();
        assertThatExceptionOfType(ServiceNotFoundException.class)
            .isThrownBy(() -> list((request) -> request.serviceName("none")));
        for (Consumer<ListTasksRequest.Builder> wrong : List.<Consumer<ListTasksRequest.Builder>>of(
                (request) -> request.startedBy("me").family("web"),
                (request) -> request.startedBy("me").serviceName("web"),
                (request) -> request.serviceName("web").family("web"), (request) -> request.desiredStatus("GONE"),
                (request) -> request.launchType("MOON"), (request) -> request.maxResults(101))) {
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> list(wrong));
        }
    }

    @Test
    @DisplayName("StopTask: by id too, once; a stopped task stays as it was")
    void stoppingTwiceChangesNothing() {
        Task task = run((request) -> request.startedBy("me")).get(0);
        String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(id).reason("first"));
        clock.advance(Duration.ofSeconds(20));
        Task again = this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(id).reason("second"))
            .task();
        assertThat(again.lastStatus()).isEqualTo("STOPPED");
        assertThat(again.stoppedReason()).isEqualTo("first");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task("none")))
            .withMessageContaining("The referenced task was not found.");
    }

    @Test
    @DisplayName("The state of a release that did not note when tasks are due goes on from where it was")
    void anOlderStateIsTakenUp() {
        Task task = run((request) -> request.startedBy("me")).get(0);
        aws.whileClosed(() -> {
            try (Store store = Store.open(aws.directory().resolve("localaws/state.mv"))) {
                store.inTransaction(() -> {
                    assertThat(store.schedule("engine.due").isSet(task.taskArn())).isTrue();
                    store.schedule("engine.due").cancel(task.taskArn());
                    assertThat(store.records("engine.manner", Manner.class).remove("all")).isTrue();
                });
            }
        });
        this.ecs = aws.ecs();
        clock.advance(Duration.ofSeconds(20));
        assertThat(describe(task).lastStatus()).isEqualTo("RUNNING");
    }

    /** What an older release did not note: how the tasks of the state live. */
    record Manner(String lives, String pace) {
    }

    private List<Task> run(Consumer<RunTaskRequest.Builder> more) {
        RunTaskRequest.Builder request = this.fixture.request(this.web);
        more.accept(request);
        return this.ecs.runTask(request.build()).tasks();
    }

    private List<String> list(Consumer<ListTasksRequest.Builder> filter) {
        return this.ecs.listTasks((request) -> {
            request.cluster(EcsFixture.CLUSTER);
            filter.accept(request);
        }).taskArns();
    }

    private void refused(Class<? extends Exception> type, String message, Consumer<RunTaskRequest.Builder> wrong) {
        assertThatExceptionOfType(type).as(message).isThrownBy(() -> run(wrong)).withMessageContaining(message);
    }

    private Task describe(Task task) {
        return this.ecs.describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task.taskArn()))
            .tasks()
            .get(0);
    }

    private static CapacityProviderStrategyItem provider(String name, int base, int weight) {
        return CapacityProviderStrategyItem.builder().capacityProvider(name).base(base).weight(weight).build();
    }

}
