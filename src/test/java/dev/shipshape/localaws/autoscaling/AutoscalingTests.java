package dev.shipshape.localaws.autoscaling;

import java.util.Map;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Scalable targets and what belongs to them, by the Application Auto Scaling API
 * reference.
 */
class AutoscalingTests {

    private static final String SERVICE = "service/demo/web";

    private static final ScalableDimension COUNT = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private ApplicationAutoScalingClient scaling;

    @BeforeEach
    void connect() {
        this.scaling = aws.client(ApplicationAutoScalingClient.builder());
    }

    @Test
    void aTargetIsRegisteredChangedAndTakenOffWithAll() {
        String arn = register(1, 4);
        assertThat(register(2, 8)).isEqualTo(arn);
        ScalableTarget target = this.scaling
            .describeScalableTargets((request) -> request.serviceNamespace(ServiceNamespace.ECS).resourceIds(SERVICE))
            .scalableTargets()
            .get(0);
        assertThat(target.minCapacity()).isEqualTo(2);
        assertThat(target.roleARN()).contains("AWSServiceRoleForApplicationAutoScaling_ECSService");
        track();
        this.scaling.putScheduledAction((request) -> request.serviceNamespace(ServiceNamespace.ECS)
            .resourceId(SERVICE)
            .scalableDimension(COUNT)
            .scheduledActionName("night")
            .schedule("cron(0 22 * * ? *)")
            .scalableTargetAction((action) -> action.minCapacity(0)));
        this.scaling.tagResource((request) -> request.resourceARN(arn).tags(Map.of("team", "blue")));
        assertThat(this.scaling.listTagsForResource((request) -> request.resourceARN(arn)).tags()).containsEntry("team",
                "blue");
        this.scaling.deregisterScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
            .resourceId(SERVICE)
            .scalableDimension(COUNT));
        assertThat(this.scaling.describeScalingPolicies((request) -> request.serviceNamespace(ServiceNamespace.ECS))
            .scalingPolicies()).isEmpty();
        assertThat(this.scaling.describeScheduledActions((request) -> request.serviceNamespace(ServiceNamespace.ECS))
            .scheduledActions()).isEmpty();
    }

    @Test
    @DisplayName("PutScalingPolicy: ObjectNotFoundException without a target; tracking has two alarms")
    void aPolicyNeedsATarget() {
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(this::track)
            .withMessageContaining("No scalable target registered for service namespace: ecs");
        register(1, 4);
        assertThat(track().alarms()).hasSize(2);
        assertThat(this.scaling
            .describeScalingPolicies((request) -> request.serviceNamespace(ServiceNamespace.ECS).resourceId(SERVICE))
            .scalingPolicies()
            .get(0)
            .targetTrackingScalingPolicyConfiguration()
            .targetValue()).isEqualTo(60);
        assertThat(this.scaling.describeScalingActivities((request) -> request.serviceNamespace(ServiceNamespace.ECS))
            .scalingActivities()).isEmpty();
    }

    @Test
    void wrongTargetsAreRefused() {
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> register(4, 1))
            .withMessageContaining("Maximum capacity cannot be less than minimum capacity");
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> register(-1, 1));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(
                () -> this.scaling.registerScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
                    .resourceId("table/web")
                    .scalableDimension(COUNT)
                    .minCapacity(1)
                    .maxCapacity(2)));
        assertThatExceptionOfType(ValidationException.class)
            .isThrownBy(() -> this.scaling.describeScalableTargets((request) -> request.serviceNamespace("moon")));
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(
                () -> this.scaling.deregisterScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
                    .resourceId(SERVICE)
                    .scalableDimension(COUNT)));
    }

    private String register(int min, int max) {
        return this.scaling
            .registerScalableTarget((request) -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(SERVICE)
                .scalableDimension(COUNT)
                .minCapacity(min)
                .maxCapacity(max))
            .scalableTargetARN();
    }

    private PutScalingPolicyResponse track() {
        return this.scaling.putScalingPolicy((request) -> request.policyName("cpu")
            .policyType(PolicyType.TARGET_TRACKING_SCALING)
            .serviceNamespace(ServiceNamespace.ECS)
            .resourceId(SERVICE)
            .scalableDimension(COUNT)
            .targetTrackingScalingPolicyConfiguration((tracking) -> tracking.targetValue(60.0)
                .predefinedMetricSpecification(
                        (metric) -> metric.predefinedMetricType(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION))));
    }

}
