package dev.shipshape.localaws.ecs.services.scheduling;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * How many tasks of the desired count a deployment keeps and may have, in percent; 100
 * and 200 unless the service says otherwise (ECS developer guide).
 */
final class HealthyPercent {

    private HealthyPercent() {
    }

    static int minimum(Service service) {
        return percent(service, DeploymentConfiguration::minimumHealthyPercent, 100);
    }

    static int maximum(Service service) {
        return percent(service, DeploymentConfiguration::maximumPercent, 200);
    }

    private static int percent(Service service, Function<DeploymentConfiguration, @Nullable Integer> which,
            int otherwise) {
        DeploymentConfiguration configuration = service.deploymentConfiguration();
        Integer asked = (configuration != null) ? which.apply(configuration) : null;
        return (asked != null) ? asked : otherwise;
    }

}
