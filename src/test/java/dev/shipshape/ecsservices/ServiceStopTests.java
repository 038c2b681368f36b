package dev.shipshape.ecsservices;

import java.time.Instant;
import java.util.UUID;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.tasks.Workplace;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A service is scaled to 0 and back, and a newcomer of its name is left alone. */
@ConsoleTest
class ServiceStopTests {

    private static final String MARK = UUID.randomUUID().toString();

    @Autowired
    private Workplace workplace;

    @Autowired
    private Scouts scouts;

    private Connection sandbox;

    private Stoppable stoppable;

    @BeforeEach
    void makeAService() {
        this.sandbox = this.workplace.sandbox();
        this.stoppable = this.scouts.stoppable("service");
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
    }

    @Test
    void aServiceIsScaledTo0AndBack() {
        scale(2);
        Resource api = api();
        String memo = this.stoppable.memo(this.sandbox, api);
        assertThat(memo).isEqualTo("2");
        this.stoppable.stop(this.sandbox, api);
        this.workplace.until(() -> this.stoppable.isStopped(this.sandbox, api), (is) -> is);
        assertThat(this.stoppable.isBack(this.sandbox, api, memo, MARK)).isFalse();
        this.stoppable.bringBack(this.sandbox, api, memo, MARK);
        assertThat(desired()).isEqualTo(2);
        assertThat(this.stoppable.isBack(this.sandbox, api, memo, MARK)).isTrue();
    }

    @Test
    void whatSomebodyScaledMeanwhileStaysAsItIs() {
        Resource api = api();
        scale(1);
        this.stoppable.bringBack(this.sandbox, api, "3", MARK);
        assertThat(desired()).isEqualTo(1);
        assertThat(this.stoppable.isBack(this.sandbox, api, "3", MARK)).isTrue();
    }

    @Test
    void aNewcomerOfTheSameNameIsNotTheOldOne() {
        scale(1);
        Resource api = api();
        Resource older = new Resource(api.kind(), api.name(), api.scope(), api.arn(), Instant.EPOCH, api.facts());
        assertThat(this.scouts.remover("service").isGone(this.sandbox, older)).isTrue();
        assertThat(this.stoppable.isStopped(this.sandbox, older)).isTrue();
        this.stoppable.stop(this.sandbox, older);
        this.scouts.remover("service").remove(this.sandbox, older);
        assertThat(desired()).isEqualTo(1);
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> this.stoppable.bringBack(this.sandbox, older, "1", MARK))
            .withMessageContaining("Service api is gone.");
    }

    @Test
    void aServiceWithoutACountSaysThatItCannotBeStopped() {
        this.workplace.ecs()
            .registerTaskDefinition((request) -> request.family("agent")
                .containerDefinitions(ContainerDefinition.builder().name("agent").image("agent").memory(64).build()));
        this.workplace.ecs()
            .createService((request) -> request.cluster(Workplace.CLUSTER)
                .serviceName("agents")
                .taskDefinition("agent")
                .launchType("EC2")
                .schedulingStrategy("DAEMON"));
        Resource agents = this.scouts.one(this.sandbox, "service", "agents").resource();
        assertThat(agents.facts()).containsEntry("billed", "instance");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.stoppable.stop(this.sandbox, agents))
            .withMessageContaining("cannot be scaled to 0");
    }

    @Test
    void aServiceThatIsGoneWithItsClusterIsGone() {
        Resource api = api();
        Resource elsewhere = new Resource(api.kind(), api.name(), "none", api.arn(), api.createdAt(), api.facts());
        assertThat(this.scouts.remover("service").isGone(this.sandbox, elsewhere)).isTrue();
        this.scouts.remover("service").remove(this.sandbox, api);
        this.workplace.until(() -> this.scouts.remover("service").isGone(this.sandbox, api), (is) -> is);
        this.scouts.remover("service").remove(this.sandbox, api);
    }

    private Resource api() {
        return this.scouts.one(this.sandbox, "service", "api").resource();
    }

    private void scale(int desired) {
        this.workplace.ecs()
            .updateService((request) -> request.cluster(Workplace.CLUSTER).service("api").desiredCount(desired));
    }

    private int desired() {
        return this.workplace.ecs()
            .describeServices((request) -> request.cluster(Workplace.CLUSTER).services("api"))
            .services()
            .get(0)
            .desiredCount();
    }

}
