package dev.shipshape.ecsservices.scaling;

import java.time.Instant;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
class ScalingTargetTests {

    @Autowired
    private Workplace workplace;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Scouts scouts;

    @Test
    void whatScalesAServiceOfOursIsFoundAndEnded() {
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
        register("service/demo/api");
        register("service/other/api");
        Connection sandbox = this.workplace.sandbox();
        assertThat(this.scouts.at(sandbox).of("scaling-target")).hasSize(1);
        Resource target = this.scouts.one(sandbox, "scaling-target", "api").resource();
        assertThat(target.scope()).isEqualTo("demo");
        Remover remover = this.scouts.remover("scaling-target");
        Resource older = new Resource(target.kind(), target.name(), target.scope(), target.arn(), Instant.EPOCH,
                target.facts());
        assertThat(remover.isGone(sandbox, older)).isTrue();
        remover.remove(sandbox, older);
        assertThat(remover.isGone(sandbox, target)).isFalse();
        remover.remove(sandbox, target);
        assertThat(remover.isGone(sandbox, target)).isTrue();
        remover.remove(sandbox, target);
        assertThat(scaling().describeScalableTargets((request) -> request.serviceNamespace(ServiceNamespace.ECS))
            .scalableTargets()).hasSize(1);
    }

    @Test
    void stoppingChargesSuspendsWhatScalesAServiceAndBringingBackResumesIt() {
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
        register("service/demo/api");
        suspend(false, true);
        Connection sandbox = this.workplace.sandbox();
        Resource api = this.scouts.one(sandbox, "service", "api").resource();
        Stoppable services = this.scouts.stoppable("service");
        assertThat(services.isStopped(sandbox, api)).as("at 0, and about to climb").isFalse();
        String memo = services.memo(sandbox, api);
        services.stop(sandbox, api);
        assertThat(services.isStopped(sandbox, api)).isTrue();
        assertThat(suspended()).isEqualTo(new Suspension(true, true, true));
        assertThat(services.isBack(sandbox, api, memo, "mark")).isFalse();
        services.bringBack(sandbox, api, memo, "mark");
        assertThat(suspended()).isEqualTo(new Suspension(false, true, false));
        assertThat(services.isBack(sandbox, api, memo, "mark")).isTrue();
        suspend(true, true);
        assertThat(services.isBack(sandbox, api, services.memo(sandbox, api), "mark")).isTrue();
        assertThat(scaling().describeScalableTargets((request) -> request.serviceNamespace(ServiceNamespace.ECS))
            .scalableTargets()
            .get(0)
            .maxCapacity()).isEqualTo(3);
    }

    private void suspend(boolean in, boolean out) {
        scaling().registerScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
            .resourceId("service/demo/api")
            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
            .suspendedState(new Suspension(in, out, in).state()));
    }

    private Suspension suspended() {
        return Suspension
            .of(scaling().describeScalableTargets((request) -> request.serviceNamespace(ServiceNamespace.ECS))
                .scalableTargets()
                .get(0)
                .suspendedState());
    }

    private void register(String id) {
        scaling().registerScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
            .resourceId(id)
            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
            .minCapacity(1)
            .maxCapacity(3));
    }

    private ApplicationAutoScalingClient scaling() {
        return this.clients.autoscaling(this.workplace.sandbox());
    }

}
