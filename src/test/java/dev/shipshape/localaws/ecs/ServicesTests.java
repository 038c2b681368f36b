package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServicesTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private EcsClient ecs;

    private EcsFixture fixture;

    private String web;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
        this.web = this.fixture.register("web", EcsFixture.container("web").build());
    }

    @Test
    void aServiceStartsItsTasksAndReachesASteadyState() {
        Service made = this.ecs.createService(request("web", 2).build()).service();
        assertThat(made.status()).isEqualTo("ACTIVE");
        assertThat(made.deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        assertThat(after(1).pendingCount()).isEqualTo(2);
        assertThat(this.fixture.events("web").get(0))
            .matches("\\(service web\\) has started 2 tasks: \\(task [0-9a-f]{32}\\) \\(task [0-9a-f]{32}\\)\\.");
        Service steady = after(30);
        assertThat(steady.runningCount()).isEqualTo(2);
        assertThat(steady.pendingCount()).isZero();
        assertThat(steady.deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(this.fixture.events("web").get(0)).isEqualTo("(service web) has reached a steady state.");
        assertThat(this.fixture.events("web").get(1)).endsWith("deployment completed.");
        assertThat(after(60).events()).hasSize(3);
        Task task = tasks().get(0);
        assertThat(task.group()).isEqualTo("service:web");
        assertThat(task.startedBy()).isEqualTo(steady.deployments().get(0).id());
    }

    @Test
    void aTaskThatIsStoppedIsReplaced() {
        steady(1);
        String first = tasks().get(0).taskArn();
        this.ecs.stopTask((request) -> request.cluster(EcsFixture.CLUSTER).task(first));
        assertThat(after(40).runningCount()).isEqualTo(1);
        assertThat(tasks().get(0).taskArn()).isNotEqualTo(first);
    }

    @Test
    void scalingStartsAndStopsTasks() {
        steady(1);
        scale(3);
        assertThat(after(40).runningCount()).isEqualTo(3);
        scale(1);
        assertThat(after(40).runningCount()).isEqualTo(1);
        List<Task> stopped = this.ecs
            .listTasks((request) -> request.cluster(EcsFixture.CLUSTER).desiredStatus(DesiredStatus.STOPPED))
            .taskArns()
            .stream()
            .map((arn) -> this.fixture.task(Task.builder().taskArn(arn).build()))
            .toList();
        assertThat(stopped).hasSize(2)
            .allSatisfy((task) -> assertThat(task.stopCode()).isEqualTo(TaskStopCode.SERVICE_SCHEDULER_INITIATED))
            .allSatisfy((task) -> assertThat(task.stoppedReason()).startsWith("Scaling activity initiated by"));
        scale(0);
        assertThat(after(40).runningCount()).isZero();
    }

    @Test
    void aNewRevisionReplacesTheTasksWithoutAGap() {
        steady(2);
        String next = this.fixture.register("web", EcsFixture.container("web").build());
        Service updated = this.ecs
            .updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").taskDefinition(next))
            .service();
        assertThat(updated.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        for (int second = 0; second < 60; second++) {
            assertThat(after(1).runningCount()).isBetween(2, 4);
        }
        assertThat(this.fixture.service("web").deployments()).hasSize(1);
        assertThat(this.fixture.service("web").deployments().get(0).rolloutState())
            .isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(tasks()).extracting(Task::taskDefinitionArn).containsOnly(next);
        assertThat(this.fixture.events("web")).anyMatch((event) -> event.contains("has stopped 2 running tasks"));
    }

    @Test
    void aForcedDeploymentReplacesTheTasksToo() {
        steady(1);
        String before = tasks().get(0).taskArn();
        this.ecs
            .updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").forceNewDeployment(true));
        assertThat(after(60).deployments()).hasSize(1);
        assertThat(tasks()).extracting(Task::taskArn).hasSize(1).doesNotContain(before);
    }

    @Test
    void aServiceWhoseTasksFailSlowsDown() {
        String broken = this.fixture.register("broken", EcsFixture.container("a").command("exit", "1").build());
        this.ecs.createService(request("web", 1).taskDefinition(broken).build());
        for (int second = 0; second < 300; second++) {
            clock.advance(Duration.ofSeconds(1));
            this.fixture.service("web");
        }
        assertThat(this.fixture.events("web"))
            .anyMatch((event) -> event.contains("is unable to consistently start tasks successfully"));
        assertThat(this.fixture.service("web").events().stream().filter((event) -> event.message().contains("started")))
            .hasSizeBetween(4, 9);
    }

    @Test
    void theCircuitBreakerEndsADeploymentThatFails() {
        steady(1);
        String missing = this.ecs.registerTaskDefinition(EcsFixture
            .fargate("web",
                    EcsFixture.container("web").image("123456789012.dkr.ecr.us-east-1.amazonaws.com/none:1").build())
            .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
            .build()).taskDefinition().taskDefinitionArn();
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER)
            .service("web")
            .taskDefinition(missing)
            .deploymentConfiguration((configuration) -> configuration
                .deploymentCircuitBreaker((breaker) -> breaker.enable(true).rollback(true))));
        for (int second = 0; second < 120; second++) {
            assertThat(after(2).runningCount()).isPositive();
        }
        assertThat(this.fixture.events("web"))
            .anyMatch((event) -> event.contains("deployment failed: tasks failed to start."));
        assertThat(this.fixture.service("web").taskDefinition()).isEqualTo(this.web);
        assertThat(this.fixture.service("web").deployments()).hasSize(1);
    }

    @Test
    void deletingDrainsAndThenFreesTheName() {
        steady(2);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("web")))
            .withMessageContaining("The service cannot be stopped while it is scaled above 0.");
        assertThat(this.ecs.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").force(true))
            .service()
            .status()).isEqualTo("DRAINING");
        assertThat(after(1).status()).isEqualTo("DRAINING");
        assertThat(this.ecs.listServices((request) -> request.cluster(EcsFixture.CLUSTER)).serviceArns()).isEmpty();
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createService(request("web", 1).build()))
            .withMessageContaining("still Draining");
        assertThatExceptionOfType(ClusterContainsServicesException.class)
            .isThrownBy(() -> this.ecs.deleteCluster((request) -> request.cluster(EcsFixture.CLUSTER)));
        assertThatExceptionOfType(ServiceNotActiveException.class).isThrownBy(() -> scale(1));
        assertThat(after(30).status()).isEqualTo("INACTIVE");
        this.ecs.createService(request("web", 1).build());
        assertThat(after(1).status()).isEqualTo("ACTIVE");
        assertThat(this.fixture.service("web").events()).hasSize(1);
    }

    @Test
    void waitersSeeItBecomeStableAndInactive() {
        try (LocalAwsServer fast = LocalAwsServer.at(Pace.INSTANT).start()) {
            EcsClient client = fast.ecs();
            client.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
            new EcsFixture(client, fast.subnet()).register("web", EcsFixture.container("web").build());
            client.createService(request("web", 3).taskDefinition("web").build());
            assertThat(client.waiter()
                .waitUntilServicesStable((request) -> request.cluster(EcsFixture.CLUSTER).services("web"))
                .matched()
                .response()
                .orElseThrow()
                .services()
                .get(0)
                .runningCount()).isEqualTo(3);
            client.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").force(true));
            assertThat(client.waiter()
                .waitUntilServicesInactive((request) -> request.cluster(EcsFixture.CLUSTER).services("web"))
                .matched()
                .response()).isPresent();
        }
    }

    @Test
    void creatingIsIdempotentByTokenOnly() {
        CreateServiceRequest first = request("web", 1).clientToken("once").build();
        String arn = this.ecs.createService(first).service().serviceArn();
        assertThat(this.ecs.createService(first).service().serviceArn()).isEqualTo(arn);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createService(request("web", 1).build()))
            .withMessageContaining("Creation of service was not idempotent.");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createService(request("other", 1).clientToken("x".repeat(37)).build()));
    }

    @Test
    void onEc2AServiceSaysThatItCannotPlaceATask() {
        this.ecs.registerTaskDefinition(
                (request) -> request.family("ec2").containerDefinitions(EcsFixture.container("a").memory(128).build()));
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition("ec2")
            .launchType(LaunchType.EC2)
            .desiredCount(1));
        assertThat(after(1).runningCount()).isZero();
        assertThat(this.fixture.events("web").get(0)).startsWith("(service web) was unable to place a task because no "
                + "container instance met all of its requirements. Reason: No Container Instances");
    }

    @Test
    void tagsReachTheTasksWhenAskedFor() {
        this.ecs.createService(request("web", 1).propagateTags(PropagateTags.SERVICE)
            .enableECSManagedTags(true)
            .tags(Tag.builder().key("team").value("blue").build())
            .build());
        after(1);
        String task = tasks().get(0).taskArn();
        assertThat(this.ecs
            .describeTasks((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task).include(TaskField.TAGS))
            .tasks()
            .get(0)
            .tags()).extracting(Tag::key)
            .containsExactlyInAnyOrder("team", "aws:ecs:clusterName", "aws:ecs:serviceName");
    }

    @Test
    void listsHaveTenServicesAPageUnlessAskedOtherwise() {
        IntStream.range(0, 12).forEach((number) -> this.ecs.createService(request("web-" + number, 0).build()));
        assertThat(this.ecs.listServices((request) -> request.cluster(EcsFixture.CLUSTER)).serviceArns()).hasSize(10);
        assertThat(this.ecs.listServicesPaginator((request) -> request.cluster(EcsFixture.CLUSTER)).serviceArns())
            .hasSize(12);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER)
                .services(IntStream.range(0, 11).mapToObj((number) -> "web-" + number).toList())));
        assertThat(this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER).services("none"))
            .failures()
            .get(0)
            .reason()).isEqualTo("MISSING");
        assertThatExceptionOfType(ServiceNotFoundException.class)
            .isThrownBy(() -> this.ecs.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("none")));
    }

    private CreateServiceRequest.Builder request(String name, int desired) {
        return CreateServiceRequest.builder()
            .cluster(EcsFixture.CLUSTER)
            .serviceName(name)
            .taskDefinition(this.web)
            .launchType(LaunchType.FARGATE)
            .desiredCount(desired)
            .networkConfiguration(this.fixture.network());
    }

    private void steady(int desired) {
        this.ecs.createService(request("web", desired).build());
        assertThat(after(1).pendingCount()).isEqualTo(desired);
        assertThat(after(30).runningCount()).isEqualTo(desired);
    }

    private void scale(int desired) {
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(desired));
    }

    /** Lets time pass, in steps as short as the ticker's would be, and looks. */
    private Service after(int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            this.fixture.service("web");
        }
        return this.fixture.service("web");
    }

    private List<Task> tasks() {
        return this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER).serviceName("web"))
            .taskArns()
            .stream()
            .map((arn) -> this.fixture.task(Task.builder().taskArn(arn).build()))
            .toList();
    }

}
