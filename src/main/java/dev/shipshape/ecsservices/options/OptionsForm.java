package dev.shipshape.ecsservices.options;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.shipshape.clusters.StrategyItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

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
 * @param targets the target groups that its tasks are registered with
 * @param propagate whose tags tasks carry
 * @param managedTags whether AWS tags tasks
 * @param exec whether ECS Exec is on
 * @param constraints a line each, such as {@code memberOf attribute:ecs.os-type == linux}
 * @param placement a line each, such as {@code spread attribute:ecs.availability-zone}
 */
public record OptionsForm(List<Part> strategy, String platform, String minimum, String maximum, Boolean breaker,
        Boolean rollback, String grace, String rebalancing, List<Target> targets, String propagate, Boolean managedTags,
        Boolean exec, String constraints, String placement) {

    /** What is left out counts as empty. */
    public OptionsForm(@Nullable List<Part> strategy, @Nullable String platform, @Nullable String minimum,
            @Nullable String maximum, @Nullable Boolean breaker, @Nullable Boolean rollback, @Nullable String grace,
            @Nullable String rebalancing, @Nullable List<Target> targets, @Nullable String propagate,
            @Nullable Boolean managedTags, @Nullable Boolean exec, @Nullable String constraints,
            @Nullable String placement) {
        this.strategy = (strategy != null) ? List.copyOf(strategy) : List.of();
        this.platform = text(platform);
        this.minimum = text(minimum);
        this.maximum = text(maximum);
        this.breaker = Boolean.TRUE.equals(breaker);
        this.rollback = Boolean.TRUE.equals(rollback);
        this.grace = text(grace);
        this.rebalancing = text(rebalancing);
        this.targets = (targets != null) ? List.copyOf(targets) : List.of();
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
        return new OptionsForm(rows(List.of()), "", "100", "200", true, true, "", "", targets(List.of()), "SERVICE",
                true, false, "", "");
    }

    /** What a service has. */
    public static OptionsForm of(ServiceOptions now) {
        return new OptionsForm(rows(now.strategy()), now.platform(), String.valueOf(now.minimum()),
                String.valueOf(now.maximum()), now.breaker(), now.rollback(),
                (now.grace() > 0) ? String.valueOf(now.grace()) : "", now.rebalancing(), targets(now.balancers()),
                now.propagate(), now.managedTags(), now.exec(), String.join("\n", now.constraints()),
                String.join("\n", now.placement()));
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

    /** As many rows as there are target groups, and one more. */
    private static List<Target> targets(List<ServiceOptions.Balancer> balancers) {
        return Stream
            .concat(balancers.stream()
                .map((one) -> new Target(one.targetGroup(), one.container(), String.valueOf(one.port()))),
                    Stream.of(new Target("", "", "")))
            .toList();
    }

    /** The same with the rows of an empty form where none were sent. */
    public OptionsForm shown() {
        OptionsForm shown = this.strategy.isEmpty() ? withoutStrategy() : this;
        return this.targets.isEmpty() ? shown.with(targets(List.of())) : shown;
    }

    private OptionsForm with(List<Target> rows) {
        return new OptionsForm(this.strategy, this.platform, this.minimum, this.maximum, this.breaker, this.rollback,
                this.grace, this.rebalancing, rows, this.propagate, this.managedTags, this.exec, this.constraints,
                this.placement);
    }

    /** The same with no capacity provider named. */
    public OptionsForm withoutStrategy() {
        return new OptionsForm(rows(List.of()), this.platform, this.minimum, this.maximum, this.breaker, this.rollback,
                this.grace, this.rebalancing, this.targets, this.propagate, this.managedTags, this.exec,
                this.constraints, this.placement);
    }

    /**
     * The same for a service that keeps one task on each instance. What a new form begins
     * with is for the others: such a service takes no maximum but 100 percent (ECS API
     * reference, DeploymentConfiguration).
     */
    public OptionsForm forEachInstance() {
        boolean untouched = this.minimum.equals("100") && this.maximum.equals("200");
        return untouched ? new OptionsForm(this.strategy, this.platform, "0", "100", this.breaker, this.rollback,
                this.grace, this.rebalancing, this.targets, this.propagate, this.managedTags, this.exec,
                this.constraints, this.placement) : this;
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

    /**
     * One target group of a load balancer.
     *
     * @param group its ARN; empty for none
     * @param container the container that answers
     * @param port its port
     */
    public record Target(String group, String container, String port) {

        /** What is left out counts as empty. */
        public Target(@Nullable String group, @Nullable String container, @Nullable String port) {
            this.group = text(group);
            this.container = text(container);
            this.port = text(port);
        }

    }

}
