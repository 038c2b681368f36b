package dev.shipshape.ecsservices.options;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.shipshape.clusters.StrategyItem;
import dev.shipshape.web.Problem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What was typed of a service's options, as ECS takes it. */
public final class Options {

    private static final String OF = "options.";

    /** ECS registers tasks with at most five target groups (ECS quotas). */
    private static final int MOST_TARGETS = 5;

    private final OptionsForm form;

    private final List<StrategyItem> strategy;

    private final int grace;

    private final List<LoadBalancer> balancers;

    private final List<PlacementConstraint> constraints;

    private final List<PlacementStrategy> placement;

    /**
     * Reads a form.
     * @throws Problem about the field that is wrong
     */
    public Options(OptionsForm form) {
        this.form = form;
        this.strategy = IntStream.range(0, form.strategy().size())
            .filter((at) -> !form.strategy().get(at).provider().isEmpty())
            .mapToObj((at) -> item(OF + "strategy[" + at + "].", form.strategy().get(at)))
            .toList();
        this.grace = number(OF + "grace", form.grace(), 0, Integer.MAX_VALUE, 0);
        this.balancers = IntStream.range(0, form.targets().size())
            .filter((at) -> !form.targets().get(at).group().isEmpty())
            .mapToObj((at) -> balancer(OF + "targets[" + at + "].", form.targets().get(at)))
            .toList();
        if (this.balancers.size() > MOST_TARGETS) {
            throw Problem.ofField(OF + "targets[" + MOST_TARGETS + "].group",
                    "A service has at most " + MOST_TARGETS + " target groups.");
        }
        this.constraints = lines(form.constraints(), Options::constraint);
        this.placement = lines(form.placement(), Options::placement);
    }

    /** Tells a new service. What ECS does by itself is left out. */
    public void tell(CreateServiceRequest.Builder request) {
        if (!this.strategy.isEmpty()) {
            request.launchType((LaunchType) null)
                .capacityProviderStrategy(this.strategy.stream().map(StrategyItem::toAws).toList());
        }
        if (!this.form.platform().isEmpty()) {
            request.platformVersion(this.form.platform());
        }
        request.deploymentConfiguration(deployment(DeploymentConfiguration.builder().build()));
        if (this.grace > 0) {
            request.healthCheckGracePeriodSeconds(this.grace);
        }
        if (!this.form.rebalancing().isEmpty()) {
            request.availabilityZoneRebalancing(this.form.rebalancing());
        }
        if (!this.balancers.isEmpty()) {
            request.loadBalancers(this.balancers);
        }
        if (!this.constraints.isEmpty()) {
            request.placementConstraints(this.constraints);
        }
        if (!this.placement.isEmpty()) {
            request.placementStrategy(this.placement);
        }
        if (this.form.exec()) {
            request.enableExecuteCommand(true);
        }
        request.propagateTags(this.form.propagate().isEmpty() ? "NONE" : this.form.propagate())
            .enableECSManagedTags(this.form.managedTags());
    }

    /**
     * Tells a service that stands only what is another now. What the form does not know
     * of a deployment or a target group, such as alarms, stays as it is. A strategy
     * changes only with a new deployment (ECS API reference, UpdateService).
     * @param now what AWS says of the service
     */
    void tell(UpdateServiceRequest.Builder request, Service now) {
        ServiceOptions before = ServiceOptions.of(now);
        if (!this.strategy.equals(before.strategy())) {
            request.capacityProviderStrategy(this.strategy.stream().map(StrategyItem::toAws).toList())
                .forceNewDeployment(true);
        }
        if (!this.form.platform().isEmpty() && !this.form.platform().equals(before.platform())) {
            request.platformVersion(this.form.platform());
        }
        DeploymentConfiguration standing = standing(now);
        DeploymentConfiguration deployment = deployment(standing);
        if (!deployment
            .equals(deployment(standing, before.minimum(), before.maximum(), before.breaker(), before.rollback()))) {
            request.deploymentConfiguration(deployment);
        }
        if (this.grace != before.grace()) {
            request.healthCheckGracePeriodSeconds(this.grace);
        }
        if (!this.form.rebalancing().isEmpty() && !this.form.rebalancing().equals(before.rebalancing())) {
            request.availabilityZoneRebalancing(this.form.rebalancing());
        }
        List<LoadBalancer> wanted = this.balancers.stream().map((one) -> keeping(one, now.loadBalancers())).toList();
        if (!wanted.equals(now.loadBalancers())) {
            request.loadBalancers(wanted);
        }
        if (!this.constraints.equals(now.placementConstraints())) {
            request.placementConstraints(this.constraints);
        }
        if (!this.placement.equals(now.placementStrategy())) {
            request.placementStrategy(this.placement);
        }
        if (this.form.exec() != before.exec()) {
            request.enableExecuteCommand(this.form.exec());
        }
        if (!this.form.propagate().isEmpty() && !this.form.propagate().equals(before.propagate())) {
            request.propagateTags(this.form.propagate());
        }
        if (this.form.managedTags() != before.managedTags()) {
            request.enableECSManagedTags(this.form.managedTags());
        }
    }

    /**
     * What stands of a deployment, but what AWS does by itself: older clients do not know
     * the words for that.
     */
    private static DeploymentConfiguration standing(Service now) {
        DeploymentConfiguration told = now.deploymentConfiguration();
        if (told == null) {
            return DeploymentConfiguration.builder().build();
        }
        DeploymentConfiguration.Builder standing = told.toBuilder();
        if (told.strategy() == DeploymentStrategy.ROLLING) {
            standing.strategy((DeploymentStrategy) null);
        }
        if (Objects.equals(told.bakeTimeInMinutes(), 0)) {
            standing.bakeTimeInMinutes(null);
        }
        return standing.build();
    }

    private DeploymentConfiguration deployment(DeploymentConfiguration standing) {
        int least = number(OF + "minimum", this.form.minimum(), 0, 100, 100);
        int most = number(OF + "maximum", this.form.maximum(), 100, 2000, 200);
        if (least == 100 && most == 100) {
            throw Problem.ofField(OF + "maximum",
                    "With 100 and 100 no task could be replaced. Lower the minimum or raise the maximum.");
        }
        if (this.form.rollback() && !this.form.breaker()) {
            throw Problem.ofField(OF + "rollback", "It goes back only where the circuit breaker is on.");
        }
        return deployment(standing, least, most, this.form.breaker(), this.form.rollback());
    }

    private static DeploymentConfiguration deployment(DeploymentConfiguration standing, int least, int most,
            boolean breaker, boolean rollback) {
        DeploymentCircuitBreaker circuit = Objects
            .requireNonNullElseGet(standing.deploymentCircuitBreaker(),
                    () -> DeploymentCircuitBreaker.builder().build())
            .toBuilder()
            .enable(breaker)
            .rollback(rollback)
            .build();
        return standing.toBuilder()
            .minimumHealthyPercent(least)
            .maximumPercent(most)
            .deploymentCircuitBreaker(circuit)
            .build();
    }

    /** The same with all that AWS knows of it besides. */
    private static LoadBalancer keeping(LoadBalancer wanted, List<LoadBalancer> now) {
        return now.stream()
            .filter((one) -> Objects.equals(one.targetGroupArn(), wanted.targetGroupArn()))
            .findFirst()
            .map((one) -> one.toBuilder()
                .containerName(wanted.containerName())
                .containerPort(wanted.containerPort())
                .build())
            .orElse(wanted);
    }

    private static StrategyItem item(String field, OptionsForm.Part part) {
        return new StrategyItem(part.provider(), number(field + "base", part.base(), 0, 100_000, 0),
                number(field + "weight", part.weight(), 0, 1000, 1));
    }

    private static LoadBalancer balancer(String field, OptionsForm.Target target) {
        if (target.container().isEmpty()) {
            throw Problem.ofField(field + "container", "Name the container that answers, as the task definition does.");
        }
        if (target.port().isEmpty()) {
            throw Problem.ofField(field + "port", "Name the container's port, as the task definition does.");
        }
        return LoadBalancer.builder()
            .targetGroupArn(target.group())
            .containerName(target.container())
            .containerPort(number(field + "port", target.port(), 1, 65_535, 80))
            .build();
    }

    private static PlacementConstraint constraint(String line) {
        String[] parts = line.split(" ", 2);
        boolean distinct = parts[0].equals("distinctInstance") && parts.length == 1;
        if (!distinct && !(parts[0].equals("memberOf") && parts.length == 2)) {
            throw Problem.ofField(OF + "constraints", "Each line is distinctInstance, or memberOf and an expression.");
        }
        PlacementConstraint.Builder item = PlacementConstraint.builder().type(parts[0]);
        return distinct ? item.build() : item.expression(parts[1].strip()).build();
    }

    private static PlacementStrategy placement(String line) {
        String[] parts = line.split(" ", 2);
        if (!parts[0].matches("spread|binpack|random")) {
            throw Problem.ofField(OF + "placement",
                    "Each line is random, spread and a field, or binpack and cpu or memory.");
        }
        PlacementStrategy.Builder item = PlacementStrategy.builder().type(parts[0]);
        return (parts.length == 1) ? item.build() : item.field(parts[1].strip()).build();
    }

    private static int number(String field, String text, int least, int most, int otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Problem.ofField(field, least + " to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    private static <T> List<T> lines(String text, Function<String, T> item) {
        return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).map(item).toList();
    }

}
