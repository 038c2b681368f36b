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
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.AttributeLimitExceededException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsContainerInstancesException;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TargetNotFoundException;
import software.amazon.awssdk.services.ecs.model.TargetType;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Developer guide, "Daemon" scheduling strategy; API reference, the three calls on
 * attributes, which say where a daemon goes.
 */
class DaemonsTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-01-01T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.FAST, clock);

    private EcsClient ecs;

    private EcsFixture fixture;

    private int machines;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.fixture = new EcsFixture(this.ecs, aws.subnet());
        this.ecs.createCluster((request) -> request.clusterName(EcsFixture.CLUSTER));
        definition();
    }

    @Test
    void aDaemonHasOneTaskOnEachInstance() {
        join();
        join();
        create();
        Service service = after(10);
        assertThat(service.desiredCount()).isEqualTo(2);
        assertThat(service.runningCount()).isEqualTo(2);
        assertThat(tasks()).extracting(Task::containerInstanceArn).hasSize(2).doesNotHaveDuplicates();
        join();
        assertThat(after(10).runningCount()).isEqualTo(3);
        assertThat(this.fixture.events("web").get(0)).isEqualTo("(service web) has reached a steady state.");
    }

    @Test
    void itLeavesAnInstanceThatDrains() {
        String instance = join();
        join();
        create();
        after(10);
        this.ecs.updateContainerInstancesState((request) -> request.cluster(EcsFixture.CLUSTER)
            .containerInstances(instance)
            .status(ContainerInstanceStatus.DRAINING));
        Service service = after(15);
        assertThat(service.desiredCount()).isEqualTo(1);
        assertThat(service.runningCount()).isEqualTo(1);
        assertThat(tasks()).extracting(Task::containerInstanceArn).doesNotContain(instance);
    }

    @Test
    void aNewRevisionReplacesItsTasksInPlace() {
        join();
        join();
        create();
        after(10);
        definition();
        this.ecs.updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").taskDefinition("web"));
        Service service = after(20);
        assertThat(service.deployments()).hasSize(1);
        assertThat(service.runningCount()).isEqualTo(2);
        assertThat(tasks()).extracting(Task::taskDefinitionArn).allMatch((arn) -> arn.endsWith("web:2"));
    }

    @Test
    void constraintsOnAttributesSayWhereItGoes() {
        String one = join();
        join();
        put(Attribute.builder().name("stack").value("prod").targetId(one).build());
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition("web")
            .schedulingStrategy(SchedulingStrategy.DAEMON)
            .placementConstraints(
                    PlacementConstraint.builder().type("memberOf").expression("attribute:stack == prod").build()));
        Service service = after(10);
        assertThat(service.desiredCount()).isEqualTo(1);
        assertThat(tasks()).extracting(Task::containerInstanceArn).containsExactly(one);
    }

    @Test
    void aDaemonIsNotScaledAndNeedsNoForceToGo() {
        join();
        create();
        after(10);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs
                .updateService((request) -> request.cluster(EcsFixture.CLUSTER).service("web").desiredCount(2)))
            .withMessageContaining("does not support a desired count");
        assertThat(this.ecs.deleteService((request) -> request.cluster(EcsFixture.CLUSTER).service("web"))
            .service()
            .status()).isEqualTo("DRAINING");
        assertThat(after(10).status()).isEqualTo("INACTIVE");
        assertThatExceptionOfType(ClusterContainsContainerInstancesException.class)
            .isThrownBy(() -> this.ecs.deleteCluster((request) -> request.cluster(EcsFixture.CLUSTER)));
    }

    @Test
    void attributesAreSetListedAndDeleted() {
        String one = join();
        String other = join();
        put(Attribute.builder().name("env").value("prod").build());
        put(Attribute.builder()
            .name("rack")
            .value("1")
            .targetId(one.substring(one.lastIndexOf('/') + 1))
            .targetType(TargetType.CONTAINER_INSTANCE)
            .build());
        assertThat(list("env")).extracting(Attribute::targetId).containsExactlyInAnyOrder(one, other);
        assertThat(list("rack")).extracting(Attribute::targetId).containsExactly(one);
        this.ecs.deleteAttributes((request) -> request.cluster(EcsFixture.CLUSTER)
            .attributes(Attribute.builder().name("env").targetId(one).build()));
        assertThat(list("env")).extracting(Attribute::targetId).containsExactly(other);
        assertThat(this.ecs
            .describeContainerInstances((request) -> request.cluster(EcsFixture.CLUSTER).containerInstances(one))
            .containerInstances()
            .get(0)
            .attributes()).extracting(Attribute::name).contains("rack").doesNotContain("env");
    }

    @Test
    void attributesAreChecked() {
        String one = join();
        for (String bad : List.of("", "with space", "ecs.os-type", "a".repeat(129))) {
            assertThatExceptionOfType(InvalidParameterException.class).as(bad)
                .isThrownBy(() -> put(Attribute.builder().name(bad).value("x").targetId(one).build()));
        }
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> put(Attribute.builder().name("a").value(" x").targetId(one).build()));
        assertThatExceptionOfType(TargetNotFoundException.class)
            .isThrownBy(() -> put(Attribute.builder().name("a").targetId(one + "0").build()));
        IntStream.range(0, 10)
            .forEach((number) -> put(Attribute.builder().name("own-" + number).targetId(one).build()));
        assertThatExceptionOfType(AttributeLimitExceededException.class)
            .isThrownBy(() -> put(Attribute.builder().name("one-more").targetId(one).build()));
    }

    private void definition() {
        this.ecs.registerTaskDefinition((request) -> request.family("web")
            .containerDefinitions(EcsFixture.container("web").memory(128).cpu(10).build()));
    }

    private String join() {
        this.machines++;
        return this.ecs
            .registerContainerInstance((request) -> request.cluster(EcsFixture.CLUSTER)
                .instanceIdentityDocument(
                        "{\"instanceId\": \"i-%017d\", \"region\": \"us-east-1\", ".formatted(this.machines)
                                + "\"accountId\": \"123456789012\", \"instanceType\": \"m5.large\"}"))
            .containerInstance()
            .containerInstanceArn();
    }

    private void create() {
        this.ecs.createService((request) -> request.cluster(EcsFixture.CLUSTER)
            .serviceName("web")
            .taskDefinition("web")
            .schedulingStrategy(SchedulingStrategy.DAEMON));
    }

    private void put(Attribute attribute) {
        this.ecs.putAttributes((request) -> request.cluster(EcsFixture.CLUSTER).attributes(attribute));
    }

    private List<Attribute> list(String name) {
        return this.ecs
            .listAttributes((request) -> request.cluster(EcsFixture.CLUSTER)
                .targetType(TargetType.CONTAINER_INSTANCE)
                .attributeName(name))
            .attributes();
    }

    private Service after(int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            this.fixture.service("web");
        }
        return this.fixture.service("web");
    }

    private List<Task> tasks() {
        return this.ecs
            .describeTasks((request) -> request.cluster(EcsFixture.CLUSTER)
                .tasks(this.ecs.listTasks((list) -> list.cluster(EcsFixture.CLUSTER).serviceName("web")).taskArns()))
            .tasks();
    }

}
