package dev.shipshape.localaws.ecs.services;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.AwsError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/** What ECS takes of the members of a service that stand for themselves. */
final class ServiceRules {

    private ServiceRules() {
    }

    /** Checks what can be said of a new service without looking anything up. */
    static void check(CreateServiceRequest request) {
        if (request.clientToken() != null && !request.clientToken().matches("[!-~]{0,36}")) {
            throw EcsErrors
                .invalidParameter("clientToken must have at most 36 ASCII characters in the range of 33-126.");
        }
        if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.client("launch type should be one of [EC2,FARGATE]");
        }
        if (request.schedulingStrategy() == SchedulingStrategy.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("scheduling strategy should be one of [REPLICA,DAEMON]");
        }
        checkPropagation(request.propagateTags());
        checkGrace(request.healthCheckGracePeriodSeconds());
        if (controller(request) == DeploymentControllerType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("deployment controller type should be one of [ECS,CODE_DEPLOY,EXTERNAL]");
        }
        if (scheduling(request) == SchedulingStrategy.DAEMON) {
            checkDaemon(request);
        }
        else if (request.desiredCount() == null || request.desiredCount() < 0) {
            throw EcsErrors
                .invalidParameter("DesiredCount cannot be null or negative for REPLICA scheduling strategy.");
        }
        if (controller(request) != DeploymentControllerType.EXTERNAL && isBlank(request.taskDefinition())) {
            throw EcsErrors.invalidParameter("TaskDefinition can not be blank.");
        }
    }

    static SchedulingStrategy scheduling(CreateServiceRequest request) {
        return (request.schedulingStrategy() != null) ? request.schedulingStrategy() : SchedulingStrategy.REPLICA;
    }

    static DeploymentControllerType controller(CreateServiceRequest request) {
        return (request.deploymentController() != null && request.deploymentController().type() != null)
                ? request.deploymentController().type() : DeploymentControllerType.ECS;
    }

    private static void checkDaemon(CreateServiceRequest request) {
        if (request.desiredCount() != null) {
            throw daemonCount();
        }
        if (request.launchType() == LaunchType.FARGATE) {
            throw EcsErrors
                .invalidParameter("The daemon scheduling strategy is not supported with the Fargate launch " + "type.");
        }
        if (!request.capacityProviderStrategy().isEmpty()) {
            throw EcsErrors.invalidParameter("Specifying a capacity provider strategy is not supported when you create "
                    + "a service using the DAEMON scheduling strategy.");
        }
        if (!request.placementStrategy().isEmpty()) {
            throw daemonPlacement();
        }
        if (controller(request) != DeploymentControllerType.ECS) {
            throw EcsErrors.invalidParameter("The daemon scheduling strategy is not supported with the "
                    + controller(request) + " deployment controller.");
        }
    }

    /** A DAEMON has one task on each instance, so nobody can say how many. */
    static AwsError daemonCount() {
        return EcsErrors.invalidParameter("The daemon scheduling strategy does not support a desired count for "
                + "services. Remove the desired count value and try again");
    }

    static AwsError daemonPlacement() {
        return EcsErrors.invalidParameter("The daemon scheduling strategy does not support placement strategies. "
                + "Remove the placement strategy and try again");
    }

    static void checkPropagation(@Nullable PropagateTags propagateTags) {
        if (propagateTags == PropagateTags.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("propagateTags should be one of [TASK_DEFINITION,SERVICE,NONE]");
        }
    }

    static void checkGrace(@Nullable Integer seconds) {
        if (seconds != null && seconds < 0) {
            throw EcsErrors.invalidParameter("healthCheckGracePeriodSeconds must be between 0 and 2147483647.");
        }
    }

    /**
     * Whether tasks are balanced over zones. A new service has it, where it can: not a
     * DAEMON, and only with room for more than the desired count.
     */
    static AvailabilityZoneRebalancing rebalancing(@Nullable AvailabilityZoneRebalancing asked,
            SchedulingStrategy scheduling, DeploymentConfiguration configuration) {
        boolean can = scheduling == SchedulingStrategy.REPLICA && configuration.maximumPercent() > 100;
        if (asked == AvailabilityZoneRebalancing.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("availabilityZoneRebalancing should be one of [ENABLED,DISABLED]");
        }
        if (asked == AvailabilityZoneRebalancing.ENABLED && !can) {
            throw EcsErrors
                .invalidParameter("Availability Zone rebalancing needs the REPLICA scheduling strategy and a "
                        + "maximumPercent above 100.");
        }
        if (asked != null) {
            return asked;
        }
        return can ? AvailabilityZoneRebalancing.ENABLED : AvailabilityZoneRebalancing.DISABLED;
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

}
