package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;
import software.amazon.awssdk.services.ecs.model.TaskSetNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** API reference: the five calls on task sets. */
class TaskSetsTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.FAST, clock);

    private EcsClient ecs;

    private EcsFixture fixture;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
        this.fixture.register("web", EcsFixture.container("web").build());
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .desiredCount(5)
            .deploymentController((controller) -> controller.type("EXTERNAL")));
    }

    @Test
    void aTaskSetRunsItsShareOfTheDesiredCountRoundedUp() {
        TaskSet set = create(50);
        assertThat(set.taskSetArn()).isEqualTo("arn:aws:ecs:us-east-1:123456789012:task-set/demo/web/" + set.id());
        assertThat(set.status()).isEqualTo("ACTIVE");
        assertThat(set.computedDesiredCount()).isEqualTo(3);
        assertThat(set.stabilityStatus()).isEqualTo(StabilityStatus.STABILIZING);
        TaskSet steady = after(10, set);
        assertThat(steady.runningCount()).isEqualTo(3);
        assertThat(steady.stabilityStatus()).isEqualTo(StabilityStatus.STEADY_STATE);
        assertThat(this.fixture.service("web").runningCount()).isEqualTo(3);
        assertThat(this.fixture.events("web").get(0))
            .isEqualTo("(service web, taskSet " + set.id() + ") has reached a steady state.");
        assertThat(this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER).startedBy(set.id())).taskArns())
            .hasSize(3);
    }

    @Test
    void itFollowsItsScaleAndTheDesiredCount() {
        TaskSet set = create(100);
        assertThat(after(10, set).runningCount()).isEqualTo(5);
        assertThat(this.ecs
            .updateTaskSet((request) -> request.cluster(EcsFixture.CLUSTER)
                .service("web")
                .taskSet(set.id())
                .scale((scale) -> scale.value(20.0).unit(ScaleUnit.PERCENT)))
            .taskSet()
            .computedDesiredCount()).isEqualTo(1);
        assertThat(after(10, set).runningCount()).isEqualTo(1);
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(10));
        assertThat(after(10, set).runningCount()).isEqualTo(2);
    }

    @Test
    void onePrimaryTaskSetSpeaksForTheService() {
        TaskSet blue = create(100);
        this.fixture.register("web", EcsFixture.container("web").build());
        TaskSet green = create(100);
        makePrimary(blue);
        makePrimary(green);
        Service service = this.fixture.service("web");
        assertThat(service.taskSets()).extracting(TaskSet::status).containsExactly("ACTIVE", "PRIMARY");
        assertThat(service.taskDefinition()).endsWith("web:2").isEqualTo(green.taskDefinition());
    }

    @Test
    void deletingNeedsForceWhileThereAreTasksAndThenDrains() {
        TaskSet set = create(100);
        after(10, set);
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> delete(set, false));
        assertThat(delete(set, true).status()).isEqualTo("DRAINING");
        for (int second = 0; second < 10; second++) {
            clock.advance(Duration.ofSeconds(1));
            this.fixture.service("web");
        }
        assertThat(this.fixture.service("web").taskSets()).isEmpty();
        assertThatExceptionOfType(TaskSetNotFoundException.class).isThrownBy(() -> delete(set, true));
        assertThat(this.ecs
            .describeTaskSets(
                    (request) -> request.cluster(EcsFixture.CLUSTER).service("web").taskSets(set.taskSetArn()))
            .failures()
            .get(0)
            .reason()).isEqualTo("MISSING");
    }

    @Test
    void tagsAreGivenBackWhenAskedFor() {
        TaskSet set = this.ecs.createTaskSet(request(0).tags(tag("a", "1")).build()).taskSet();
        this.ecs.tagResource((request) -> request.resourceArn(set.taskSetArn()).tags(tag("b", "2")));
        assertThat(this.ecs
            .describeTaskSets(
                    (request) -> request.cluster(EcsFixture.CLUSTER).service("web").include(TaskSetField.TAGS))
            .taskSets()
            .get(0)
            .tags()).containsExactly(tag("a", "1"), tag("b", "2"));
    }

    @Test
    void fiveAtMostAndTheSameTokenOnce() {
        TaskSet once = this.ecs.createTaskSet(request(0).clientToken("once").build()).taskSet();
        assertThat(this.ecs.createTaskSet(request(0).clientToken("once").build()).taskSet().id()).isEqualTo(once.id());
        for (int number = 1; number < 5; number++) {
            create(0);
        }
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> create(0))
            .withMessageContaining("5 deployments exist on the service.");
    }

    @Test
    void whatIsAskedForIsChecked() {
        assertThatExceptionOfType(ClientException.class)
            .isThrownBy(() -> this.ecs.createTaskSet(request(0).launchType("SOMETHING").build()))
            .withMessageContaining("launch type should be one of [EC2,FARGATE]");
        for (double percent : List.of(-1.0, 100.5)) {
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> create(percent));
        }
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("own")
            .taskDefinition("web")
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network())
            .desiredCount(0));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createTaskSet(request(0).service("own").build()))
            .withMessageContaining("only supports task set management on services configured to use external");
    }

    private TaskSet create(double percent) {
        return this.ecs.createTaskSet(request(percent).build()).taskSet();
    }

    private CreateTaskSetRequest.Builder request(double percent) {
        return CreateTaskSetRequest.builder()
            .cluster(EcsFixture.CLUSTER)
            .service("web")
            .taskDefinition("web")
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network())
            .scale(Scale.builder().value(percent).unit(ScaleUnit.PERCENT).build());
    }

    private void makePrimary(TaskSet set) {
        this.ecs.updateServicePrimaryTaskSet(
                (request) -> request.cluster(EcsFixture.CLUSTER).service("web").primaryTaskSet(set.taskSetArn()));
    }

    private TaskSet delete(TaskSet set, boolean force) {
        return this.ecs.deleteTaskSet(
                (request) -> request.cluster(EcsFixture.CLUSTER).service("web").taskSet(set.taskSetArn()).force(force))
            .taskSet();
    }

    private TaskSet after(int seconds, TaskSet set) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            this.fixture.service("web");
        }
        return this.ecs
            .describeTaskSets((request) -> request.cluster(EcsFixture.CLUSTER).service("web").taskSets(set.id()))
            .taskSets()
            .get(0);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

}
