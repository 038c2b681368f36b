package dev.shipshape.ecsservices.options;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.shipshape.clusters.StrategyItem;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;

/**
 * What a service is told besides the usual, as it is typed: the part that the form of a
 * new service and that of one that stands have in common.
 *
 * @param strategy the capacity provider strategy
 * @param platform the platform version; empty for the latest
 * @param minimum percent of its tasks
 * @param maximum percent of its tasks
 * @param breaker whether a failing deployment is given up
 * @param rollback whether it then goes back
 * @param grace seconds; empty for none
 * @param rebalancing {@code ENABLED}, {@code DISABLED}; empty for what AWS does by itself
 * @param targetGroup a target group's ARN; empty for none
 * @param container the container that answers
 * @param port its port
 * @param propagate whose tags tasks carry
 * @param managedTags whether AWS tags tasks
 * @param exec whether ECS Exec is on
 * @param constraints a line each, such as {@code memberOf attribute:ecs.os-type == linux}
 * @param placement a line each, such as {@code spread attribute:ecs.availability-zone}
 */
public record OptionsForm(List<Part> strategy, String platform, String minimum, String maximum, Boolean breaker,
        Boolean rollback, String grace, String rebalancing, String targetGroup, String container, String port,
        String propagate, Boolean managedTags, Boolean exec, String constraints, String placement) {

    private static final String OF = "options.";

    /** What is left out counts as empty. */
    public OptionsForm(@Nullable List<Part> strategy, @Nullable String platform, @Nullable String minimum,
            @Nullable String maximum, @Nullable Boolean breaker, @Nullable Boolean rollback, @Nullable String grace,
            @Nullable String rebalancing, @Nullable String targetGroup, @Nullable String container,
            @Nullable String port, @Nullable String propagate, @Nullable Boolean managedTags, @Nullable Boolean exec,
            @Nullable String constraints, @Nullable String placement) {
        this.strategy = (strategy != null) ? List.copyOf(strategy) : List.of();
        this.platform = text(platform);
        this.minimum = text(minimum);
        this.maximum = text(maximum);
        this.breaker = Boolean.TRUE.equals(breaker);
        this.rollback = Boolean.TRUE.equals(rollback);
        this.grace = text(grace);
        this.rebalancing = text(rebalancing);
        this.targetGroup = text(targetGroup);
        this.container = text(container);
        this.port = text(port);
        this.propagate = text(propagate);
        this.managedTags = Boolean.TRUE.equals(managedTags);
        this.exec = Boolean.TRUE.equals(exec);
        this.constraints = text(constraints);
        this.placement = text(placement);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    /** What a new service begins with. */
    public static OptionsForm usual() {
        return new OptionsForm(rows(List.of()), "", "100", "200", true, true, "", "", "", "", "", "SERVICE", true,
                false, "", "");
    }

    /** What a service has. */
    public static OptionsForm of(ServiceOptions now) {
        ServiceOptions.@Nullable Balancer balancer = now.balancers().stream().findFirst().orElse(null);
        return new OptionsForm(rows(now.strategy()), now.platform(), String.valueOf(now.minimum()),
                String.valueOf(now.maximum()), now.breaker(), now.rollback(),
                (now.grace() > 0) ? String.valueOf(now.grace()) : "", now.rebalancing(),
                (balancer != null) ? balancer.targetGroup() : "", (balancer != null) ? balancer.container() : "",
                (balancer != null) ? String.valueOf(balancer.port()) : "", now.propagate(), now.managedTags(),
                now.exec(), String.join("\n", now.constraints()), String.join("\n", now.placement()));
    }

    /** Three rows, or as many as there are. */
    private static List<Part> rows(List<StrategyItem> strategy) {
        return IntStream.range(0, Math.max(3, strategy.size())).mapToObj((at) -> {
            if (at >= strategy.size()) {
                return new Part("", "", "");
            }
            StrategyItem item = strategy.get(at);
            return new Part(item.provider(), String.valueOf(item.base()), String.valueOf(item.weight()));
        }).toList();
    }

    /** The same with the rows of an empty form where none were sent. */
    public OptionsForm shown() {
        return this.strategy.isEmpty() ? withoutStrategy() : this;
    }

    /** The same with no capacity provider named. */
    public OptionsForm withoutStrategy() {
        return new OptionsForm(rows(List.of()), this.platform, this.minimum, this.maximum, this.breaker, this.rollback,
                this.grace, this.rebalancing, this.targetGroup, this.container, this.port, this.propagate,
                this.managedTags, this.exec, this.constraints, this.placement);
    }

    /**
     * The strategy; empty for none.
     * @throws Problem about the field that is wrong
     */
    List<StrategyItem> items() {
        return IntStream.range(0, this.strategy.size())
            .filter((at) -> !this.strategy.get(at).provider().isEmpty())
            .mapToObj((at) -> {
                Part part = this.strategy.get(at);
                String field = OF + "strategy[" + at + "].";
                return new StrategyItem(part.provider(), number(field + "base", part.base(), 0, 100_000, 0),
                        number(field + "weight", part.weight(), 0, 1000, 1));
            })
            .toList();
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

    /**
     * The same for a service that keeps one task on each instance. What a new form begins
     * with is for the others: such a service takes no maximum but 100 percent (ECS API
     * reference, DeploymentConfiguration).
     */
    public OptionsForm forEachInstance() {
        boolean untouched = this.minimum.equals("100") && this.maximum.equals("200");
        return untouched ? new OptionsForm(this.strategy, this.platform, "0", "100", this.breaker, this.rollback,
                this.grace, this.rebalancing, this.targetGroup, this.container, this.port, this.propagate,
                this.managedTags, this.exec, this.constraints, this.placement) : this;
    }

    DeploymentConfiguration deployment() {
        int least = number(OF + "minimum", this.minimum, 0, 100, 100);
        int most = number(OF + "maximum", this.maximum, 100, 2000, 200);
        if (least == 100 && most == 100) {
            throw Problem.ofField(OF + "maximum",
                    "With 100 and 100 no task could be replaced. Lower the minimum or raise the maximum.");
        }
        if (this.rollback && !this.breaker) {
            throw Problem.ofField(OF + "rollback", "It goes back only where the circuit breaker is on.");
        }
        return DeploymentConfiguration.builder()
            .minimumHealthyPercent(least)
            .maximumPercent(most)
            .deploymentCircuitBreaker((circuit) -> circuit.enable(this.breaker).rollback(this.rollback))
            .build();
    }

    int seconds() {
        return number(OF + "grace", this.grace, 0, Integer.MAX_VALUE, 0);
    }

    List<LoadBalancer> balancers() {
        if (this.targetGroup.isEmpty()) {
            return List.of();
        }
        if (this.container.isEmpty()) {
            throw Problem.ofField(OF + "container", "Name the container that answers, as the task definition does.");
        }
        if (this.port.isEmpty()) {
            throw Problem.ofField(OF + "port", "Name the container's port, as the task definition does.");
        }
        return List.of(LoadBalancer.builder()
            .targetGroupArn(this.targetGroup)
            .containerName(this.container)
            .containerPort(number(OF + "port", this.port, 1, 65_535, 80))
            .build());
    }

    List<PlacementConstraint> constraintItems() {
        return lines(this.constraints, (line) -> {
            String[] parts = line.split(" ", 2);
            boolean distinct = parts[0].equals("distinctInstance") && parts.length == 1;
            if (!distinct && !(parts[0].equals("memberOf") && parts.length == 2)) {
                throw Problem.ofField(OF + "constraints",
                        "Each line is distinctInstance, or memberOf and an expression.");
            }
            PlacementConstraint.Builder item = PlacementConstraint.builder().type(parts[0]);
            return distinct ? item.build() : item.expression(parts[1].strip()).build();
        });
    }

    List<PlacementStrategy> placementItems() {
        return lines(this.placement, (line) -> {
            String[] parts = line.split(" ", 2);
            if (!parts[0].matches("spread|binpack|random")) {
                throw Problem.ofField(OF + "placement",
                        "Each line is random, spread and a field, or binpack and cpu or " + "memory.");
            }
            PlacementStrategy.Builder item = PlacementStrategy.builder().type(parts[0]);
            return (parts.length == 1) ? item.build() : item.field(parts[1].strip()).build();
        });
    }

    private static <T> List<T> lines(String text, Function<String, T> item) {
        return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).map(item).toList();
    }

    /**
     * One capacity provider of a strategy.
     *
     * @param provider its name; empty for none
     * @param base how many tasks at least
     * @param weight its share
     */
    public record Part(String provider, String base, String weight) {

        /** What is left out counts as empty. */
        public Part(@Nullable String provider, @Nullable String base, @Nullable String weight) {
            this.provider = text(provider);
            this.base = text(base);
            this.weight = text(weight);
        }

    }

}
