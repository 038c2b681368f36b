package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisplayName("Task scale-in protection (API reference: UpdateTaskProtection, GetTaskProtection)")
class TaskProtectionTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT, clock);

    private EcsClient ecs;

    private EcsFixture fixture;

    private List<String> tasks = List.of();

    @BeforeEach
    void startAService() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
        String definition = this.fixture.register("web", EcsFixture.container("web").build());
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition(definition)
            .desiredCount(3)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network()));
        this.tasks = running();
        assertThat(this.tasks).hasSize(3);
    }

    @Test
    void scaleInLeavesProtectedTasksUntilTheirProtectionEnds() {
        ProtectedTask answer = protect(this.tasks.get(1), 60).protectedTasks().get(0);
        assertThat(answer.protectionEnabled()).isTrue();
        assertThat(answer.expirationDate()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(0));
        assertThat(running()).containsExactly(this.tasks.get(1));
        clock.advance(Duration.ofMinutes(59));
        assertThat(running()).containsExactly(this.tasks.get(1));
        clock.advance(Duration.ofMinutes(2));
        assertThat(running()).isEmpty();
    }

    @Test
    void protectionThatIsTakenBackProtectsNoMore() {
        protect(this.tasks.get(0), 60);
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(0));
        assertThat(running()).hasSize(1);
        this.ecs.updateTaskProtection(
                (request) -> request.cluster(EcsFixture.CLUSTER).tasks(this.tasks.get(0)).protectionEnabled(false));
        assertThat(running()).isEmpty();
    }

    @Test
    void twoHoursAreUsual() {
        assertThat(protect(this.tasks.get(0), null).protectedTasks().get(0).expirationDate())
            .isEqualTo(clock.instant().plus(Duration.ofHours(2)));
        assertThat(state(this.tasks.get(0)).protectionEnabled()).isTrue();
        assertThat(state(this.tasks.get(1)).protectionEnabled()).isFalse();
        clock.advance(Duration.ofHours(2));
        assertThat(state(this.tasks.get(0)).protectionEnabled()).isFalse();
        assertThat(state(this.tasks.get(0)).expirationDate()).isNull();
    }

    @Test
    void onlyTasksOfServicesCanBeProtected() {
        String alone = this.fixture.run("web").taskArn();
        UpdateTaskProtectionResponse answer = this.ecs
            .updateTaskProtection((request) -> request.cluster(EcsFixture.CLUSTER)
                .tasks(alone, "00000000000000000000000000000000", this.tasks.get(0))
                .protectionEnabled(true));
        assertThat(answer.protectedTasks()).extracting(ProtectedTask::taskArn).containsExactly(this.tasks.get(0));
        assertThat(answer.failures()).extracting(Failure::reason).containsExactly("TASK_NOT_VALID", "MISSING");
        for (int minutes : new int[] { 0, 2881 }) {
            assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> protect(this.tasks.get(0), minutes));
        }
    }

    private UpdateTaskProtectionResponse protect(String task, @Nullable Integer minutes) {
        return this.ecs.updateTaskProtection((request) -> request.cluster(EcsFixture.CLUSTER)
            .tasks(task)
            .protectionEnabled(true)
            .expiresInMinutes(minutes));
    }

    private ProtectedTask state(String task) {
        return this.ecs.getTaskProtection((request) -> request.cluster(EcsFixture.CLUSTER).tasks(task))
            .protectedTasks()
            .get(0);
    }

    private List<String> running() {
        return this.ecs.listTasks((request) -> request.cluster(EcsFixture.CLUSTER).serviceName("web")).taskArns();
    }

}
