package dev.shipshape.localaws.ecs.services;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/**
 * The deployment configuration of a service, checked, with what ECS fills in: 100 and 200
 * percent, for a DAEMON 0 and 100 (API reference, DeploymentConfiguration).
 */
final class DeploymentSettings {

    private DeploymentSettings() {
    }

    static DeploymentConfiguration checked(@Nullable DeploymentConfiguration asked, SchedulingStrategy scheduling) {
        boolean daemon = scheduling == SchedulingStrategy.DAEMON;
        DeploymentConfiguration configuration = (asked != null) ? asked : DeploymentConfiguration.builder().build();
        int least = number(configuration.minimumHealthyPercent(), daemon ? 0 : 100);
        int most = number(configuration.maximumPercent(), daemon ? 100 : 200);
        if (least < 0 || least > 100 || most < 100 || most > 200) {
            throw EcsErrors.invalidParameter(
                    "minimumHealthyPercent must be between 0 and 100, maximumPercent between 100 and 200.");
        }
        if (daemon && most > 100) {
            throw EcsErrors.invalidParameter("The daemon scheduling strategy does not support values above 100 for "
                    + "maximumPercent on a deployment configuration. Change the maximumPercent value to 100, and try "
                    + "again");
        }
        if (least == 100 && most == 100) {
            throw EcsErrors.invalidParameter(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        }
        DeploymentStrategy strategy = (configuration.strategy() != null) ? configuration.strategy()
                : DeploymentStrategy.ROLLING;
        int bake = number(configuration.bakeTimeInMinutes(), 0);
        if (strategy == DeploymentStrategy.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("strategy should be one of " + DeploymentStrategy.knownValues());
        }
        if (bake < 0 || bake > 1440) {
            throw EcsErrors.invalidParameter("bakeTimeInMinutes must be between 0 and 1440.");
        }
        checkAlarms(configuration.alarms());
        return configuration.toBuilder()
            .minimumHealthyPercent(least)
            .maximumPercent(most)
            .strategy(strategy)
            .bakeTimeInMinutes(bake)
            .deploymentCircuitBreaker(
                    (configuration.deploymentCircuitBreaker() != null) ? configuration.deploymentCircuitBreaker()
                            : DeploymentCircuitBreaker.builder().enable(false).rollback(false).build())
            .build();
    }

    private static void checkAlarms(@Nullable DeploymentAlarms alarms) {
        if (alarms != null && Boolean.TRUE.equals(alarms.enable()) && alarms.alarmNames().isEmpty()) {
            throw EcsErrors.invalidParameter("alarmNames can not be empty when alarms are enabled.");
        }
    }

    private static int number(@Nullable Integer asked, int usual) {
        return (asked != null) ? asked : usual;
    }

}
