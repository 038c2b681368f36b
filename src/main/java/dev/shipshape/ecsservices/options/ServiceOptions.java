package dev.shipshape.ecsservices.options;

import java.util.List;
import java.util.Objects;

import dev.shipshape.clusters.StrategyItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * What a service is told besides its name, its task definition, its count and its
 * network.
 *
 * @param strategy what its tasks run on; empty where a launch type says it
 * @param platform the platform version of Fargate; empty on instances
 * @param minimum how many percent of its tasks run at least while it is deployed
 * @param maximum how many percent of its tasks run at most while it is deployed
 * @param breaker whether a deployment whose tasks fail is given up
 * @param rollback whether it then goes back to what ran before
 * @param grace for how many seconds health checks of a load balancer do not count
 * @param rebalancing {@code ENABLED} or {@code DISABLED}; empty where AWS does not say
 * @param exec whether one can get into its containers by ECS Exec
 * @param propagate whose tags its tasks carry: {@code SERVICE}, {@code TASK_DEFINITION}
 * or {@code NONE}
 * @param managedTags whether AWS tags its tasks with cluster and service
 * @param balancers the target groups that its tasks are registered with
 * @param constraints where tasks may be placed on instances, a line each
 * @param placement how tasks are spread over instances, a line each
 */
public record ServiceOptions(List<StrategyItem> strategy, String platform, int minimum, int maximum, boolean breaker,
        boolean rollback, int grace, String rebalancing, boolean exec, String propagate, boolean managedTags,
        List<Balancer> balancers, List<String> constraints, List<String> placement) {

    /** What AWS says of a service. */
    public static ServiceOptions of(Service told) {
        @Nullable DeploymentConfiguration deployment = told.deploymentConfiguration();
        @Nullable DeploymentCircuitBreaker breaker = (deployment != null) ? deployment.deploymentCircuitBreaker() : null;
        return new ServiceOptions(told.capacityProviderStrategy().stream().map(StrategyItem::of).toList(),
                orEmpty(told.platformVersion()),
                number((deployment != null) ? deployment.minimumHealthyPercent() : 100),
                number((deployment != null) ? deployment.maximumPercent() : 200),
                breaker != null && Boolean.TRUE.equals(breaker.enable()),
                breaker != null && Boolean.TRUE.equals(breaker.rollback()),
                number(told.healthCheckGracePeriodSeconds()), orEmpty(told.availabilityZoneRebalancingAsString()),
                Boolean.TRUE.equals(told.enableExecuteCommand()),
                (told.propagateTags() != null) ? told.propagateTagsAsString() : "NONE",
                Boolean.TRUE.equals(told.enableECSManagedTags()),
                told.loadBalancers().stream().map(Balancer::of).toList(),
                told.placementConstraints().stream().map(ServiceOptions::line).toList(),
                told.placementStrategy().stream().map(ServiceOptions::line).toList());
    }

    private static String line(PlacementConstraint constraint) {
        return (constraint.typeAsString() + " " + orEmpty(constraint.expression())).strip();
    }

    private static String line(PlacementStrategy strategy) {
        return (strategy.typeAsString() + " " + orEmpty(strategy.field())).strip();
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static int number(@Nullable Integer number) {
        return Objects.requireNonNullElse(number, 0);
    }

    /** The circuit breaker in a person's words. */
    public String breakerWord() {
        if (!this.breaker) {
            return "off";
        }
        return this.rollback ? "on, goes back by itself" : "on";
    }

    /**
     * A target group that tasks are registered with.
     *
     * @param targetGroup its ARN
     * @param container the container that answers
     * @param port the container's port
     */
    public record Balancer(String targetGroup, String container, int port) {

        static Balancer of(software.amazon.awssdk.services.ecs.model.LoadBalancer told) {
            return new Balancer(orEmpty(told.targetGroupArn()), orEmpty(told.containerName()),
                    number(told.containerPort()));
        }

        /** The target group's name, which stands in its ARN. */
        public String name() {
            String[] parts = this.targetGroup.split("/", -1);
            return (parts.length > 1) ? parts[1] : this.targetGroup;
        }

    }

}
