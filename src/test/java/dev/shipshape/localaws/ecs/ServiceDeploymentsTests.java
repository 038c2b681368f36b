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
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectService;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Developer guide, "Deploying Amazon ECS services by replacing tasks" and "View service
 * history"; API reference, the calls on service deployments and revisions.
 */
class ServiceDeploymentsTests {

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
    }

    @Test
    void bothHealthyPercentsHoldAllTheTime() {
        create(4, percents(50, 100));
        deploy();
        int fewest = 4;
        for (int step = 0; step < 80; step++) {
            Service service = after(250);
            assertThat(service.runningCount()).isBetween(2, 4);
            assertThat(service.runningCount() + service.pendingCount()).isLessThanOrEqualTo(4);
            fewest = Math.min(fewest, service.runningCount());
        }
        assertThat(fewest).isEqualTo(2);
        assertThat(primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(primary().taskDefinition()).endsWith("web:2");
    }

    @Test
    void percentsThatLeaveNoRoomAreComplainedAboutOnce() {
        create(1, percents(100, 150));
        deploy();
        for (int step = 0; step < 40; step++) {
            after(1000);
        }
        assertThat(this.fixture.events("web").stream().filter((event) -> event.contains("was unable to stop or start")))
            .hasSize(1);
        assertThat(this.fixture.service("web").deployments()).hasSize(2);
    }

    @Test
    void aServiceDeploymentTellsWhatReplacesWhat() {
        create(2, percents(100, 200));
        String first = history().get(0).targetServiceRevisionArn();
        deploy();
        Service service = this.fixture.service("web");
        ServiceDeployment running = describe(service.currentServiceDeployment());
        assertThat(running.status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(running.sourceServiceRevisions().get(0).arn()).isEqualTo(first);
        assertThat(running.targetServiceRevision().requestedTaskCount()).isEqualTo(2);
        assertThat(service.currentServiceRevisions()).extracting((revision) -> revision.arn())
            .containsExactly(running.targetServiceRevision().arn(), first);
        settle();
        assertThat(history()).extracting(ServiceDeploymentBrief::status)
            .containsExactly(ServiceDeploymentStatus.SUCCESSFUL, ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(this.ecs
            .describeServiceRevisions(
                    (request) -> request.serviceRevisionArns(first, running.targetServiceRevision().arn()))
            .serviceRevisions()).extracting((revision) -> revision.taskDefinition().replaceFirst(".*/", ""))
            .containsExactly("web:1", "web:2");
    }

    @Test
    void historyIsFilteredAndPagedNewestFirst() {
        create(0, percents(100, 200));
        settle();
        Instant between = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        deploy();
        settle();
        assertThat(this.ecs
            .listServiceDeployments((request) -> request.cluster(EcsFixture.CLUSTER)
                .service("web")
                .createdAt((range) -> range.after(between)))
            .serviceDeployments()).hasSize(1);
        assertThat(this.ecs.listServiceDeployments(
                (request) -> request.cluster(EcsFixture.CLUSTER).service("web").status(ServiceDeploymentStatus.STOPPED))
            .serviceDeployments()).isEmpty();
        List<ServiceDeploymentBrief> all = history();
        assertThat(all.get(0).createdAt()).isAfter(all.get(1).createdAt());
        var page = this.ecs
            .listServiceDeployments((request) -> request.cluster(EcsFixture.CLUSTER).service("web").maxResults(1));
        assertThat(page.serviceDeployments()).containsExactly(all.get(0));
        assertThat(this.ecs
            .listServiceDeployments((request) -> request.cluster(EcsFixture.CLUSTER)
                .service("web")
                .maxResults(1)
                .nextToken(page.nextToken()))
            .serviceDeployments()).containsExactly(all.get(1));
    }

    @Test
    void aDeploymentThatIsStoppedRollsBack() {
        create(2, percents(100, 200));
        deploy();
        String running = this.fixture.service("web").currentServiceDeployment();
        this.ecs.stopServiceDeployment((request) -> request.serviceDeploymentArn(running));
        assertThat(describe(running).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        settle();
        assertThat(describe(running).status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(this.fixture.service("web").taskDefinition()).endsWith("web:1");
        assertThatExceptionOfType(ConflictException.class)
            .isThrownBy(() -> this.ecs.stopServiceDeployment((request) -> request.serviceDeploymentArn(running)));
        assertThatExceptionOfType(ServiceDeploymentNotFoundException.class)
            .isThrownBy(() -> this.ecs.stopServiceDeployment((request) -> request.serviceDeploymentArn(running + "x")));
    }

    @Test
    void aBreakerWithoutRollbackLeavesTheDeploymentFailed() {
        String broken = this.ecs.registerTaskDefinition(EcsFixture
            .fargate("broken",
                    EcsFixture.container("web").image("123456789012.dkr.ecr.us-east-1.amazonaws.com/none:1").build())
            .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
            .build()).taskDefinition().taskDefinitionArn();
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition(broken)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network())
            .desiredCount(1)
            .deploymentConfiguration((configuration) -> configuration
                .deploymentCircuitBreaker((breaker) -> breaker.enable(true).rollback(true))));
        for (int step = 0; step < 60; step++) {
            after(1000);
        }
        assertThat(primary().rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
        assertThat(primary().rolloutStateReason()).isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(primary().failedTasks()).isEqualTo(3);
        assertThat(history().get(0).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
    }

    @Test
    void blueGreenKeepsTheOldTasksUntilTheBakeTimeIsOver() {
        create(2, percents(100, 200).toBuilder().strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(5).build());
        deploy();
        for (int step = 0; step < 10; step++) {
            after(1000);
        }
        assertThat(this.fixture.service("web").runningCount()).isEqualTo(4);
        clock.advance(Duration.ofMinutes(5));
        settle();
        assertThat(this.fixture.service("web").runningCount()).isEqualTo(2);
        assertThat(tasks()).extracting(Task::taskDefinitionArn).allMatch((arn) -> arn.endsWith("web:2"));
    }

    @Test
    void whatADeploymentSaysStaysWithTheNextOne() {
        this.fixture.register("web",
                EcsFixture.container("web")
                    .portMappings(PortMapping.builder().containerPort(80).name("http").build())
                    .build());
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition("web")
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network())
            .desiredCount(1)
            .serviceConnectConfiguration((connect) -> connect.enabled(true)
                .namespace("apps")
                .services(ServiceConnectService.builder().portName("http").build())));
        assertThat(this.ecs.listServicesByNamespace((request) -> request.namespace("apps")).serviceArns()).hasSize(1);
        this.ecs
            .updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").forceNewDeployment(true));
        assertThat(primary().serviceConnectConfiguration().namespace()).isEqualTo("apps");
    }

    @Test
    void whatWasDeletedCanBeDescribedForAnHour() {
        create(0, percents(100, 200));
        this.ecs.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("web"));
        clock.advance(Duration.ofMinutes(59));
        assertThat(this.fixture.service("web").status()).isEqualTo("INACTIVE");
        clock.advance(Duration.ofMinutes(2));
        assertThat(
                this.ecs.describeServices((request) -> request.cluster(EcsFixture.CLUSTER).services("web")).failures())
            .hasSize(1);
        this.ecs.deleteCluster((request) -> request.cluster(EcsFixture.CLUSTER));
        clock.advance(Duration.ofMinutes(59));
        assertThat(this.ecs.describeClusters((request) -> request.clusters(EcsFixture.CLUSTER)).clusters()).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(this.ecs.describeClusters((request) -> request.clusters(EcsFixture.CLUSTER)).failures()).hasSize(1);
    }

    @Test
    void theRevisionOfAServiceStaysAsLongAsTheService() {
        create(0, percents(100, 200));
        String revision = this.fixture.service("web").taskDefinition();
        this.ecs.deregisterTaskDefinition((request) -> request.taskDefinition(revision));
        this.ecs.deleteTaskDefinitions((request) -> request.taskDefinitions(revision));
        clock.advance(Duration.ofMinutes(10));
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(1));
        settle();
        assertThat(this.fixture.service("web").runningCount()).isEqualTo(1);
    }

    private static DeploymentConfiguration percents(int least, int most) {
        return DeploymentConfiguration.builder().minimumHealthyPercent(least).maximumPercent(most).build();
    }

    private void create(int desired, DeploymentConfiguration configuration) {
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition("web:1")
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(this.fixture.network())
            .desiredCount(desired)
            .deploymentConfiguration(configuration));
        if (desired > 0) {
            for (int step = 0; step < 6; step++) {
                after(1000);
            }
            clock.advance(Duration.ofMinutes(5));
            settle();
        }
    }

    private void deploy() {
        this.fixture.register("web", EcsFixture.container("web").build());
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").taskDefinition("web"));
    }

    private void settle() {
        for (int step = 0; step < 12; step++) {
            after(1000);
        }
        assertThat(this.fixture.service("web").deployments()).hasSize(1);
    }

    private Service after(int millis) {
        clock.advance(Duration.ofMillis(millis));
        return this.fixture.service("web");
    }

    private Deployment primary() {
        return this.fixture.service("web").deployments().get(0);
    }

    private List<ServiceDeploymentBrief> history() {
        return this.ecs.listServiceDeployments((request) -> request.cluster(EcsFixture.CLUSTER).service("web"))
            .serviceDeployments();
    }

    private ServiceDeployment describe(String arn) {
        return this.ecs.describeServiceDeployments((request) -> request.serviceDeploymentArns(arn))
            .serviceDeployments()
            .get(0);
    }

    private List<Task> tasks() {
        return this.ecs
            .describeTasks((request) -> request.cluster(EcsFixture.CLUSTER)
                .tasks(this.ecs.listTasks((list) -> list.cluster(EcsFixture.CLUSTER).serviceName("web")).taskArns()))
            .tasks();
    }

}
