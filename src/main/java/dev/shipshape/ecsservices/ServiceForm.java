package dev.shipshape.ecsservices;

import java.util.List;

import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.launch.Usual;
import dev.shipshape.ecsservices.options.OptionsForm;
import dev.shipshape.network.NetworkChoice;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is filled into the form for a new service. Names are 1–255 letters, digits,
 * {@code -} and {@code _} (ECS API reference, prose).
 *
 * @param cluster the cluster's name
 * @param name the service's name
 * @param taskDefinition the revision, such as {@code web:3}
 * @param launch the name of a {@link Launch}
 * @param count how many tasks it keeps
 * @param subnets the subnets' ids
 * @param securityGroups the security groups' ids
 * @param publicAddress whether each task gets a public address
 * @param scheduling {@code REPLICA}, or {@code DAEMON} for one on each instance
 * @param options what else it is told
 * @param tags a line each, {@code key=value}
 * @param anyway whether to create it though something may be in the way
 */
record ServiceForm(@NotEmpty(message = "Choose the cluster that it stands in.") String cluster,
        @Pattern(regexp = "[A-Za-z0-9_-]{1,255}",
                message = "A name has 1 to 255 letters, digits, - and _.") String name,
        @NotEmpty(message = "Choose what its tasks are.") String taskDefinition,
        @Pattern(regexp = "FARGATE|SPOT|EC2|STRATEGY", message = "Choose one of those shown.") String launch,
        @Pattern(regexp = ServiceForm.COUNT, message = ServiceForm.COUNTS) String count, List<String> subnets,
        List<String> securityGroups, Boolean publicAddress,
        @Pattern(regexp = "REPLICA|DAEMON", message = "Choose one of those shown.") String scheduling,
        OptionsForm options, String tags, Boolean anyway) {

    /** ECS takes 5000; more than 100 are no accident that a form should allow. */
    static final String COUNT = "0*(100|[1-9]?[0-9])";

    /** Chosen where capacity providers are named instead of a launch type. */
    static final String STRATEGY = "STRATEGY";

    static final String COUNTS = "A service keeps 0 to 100 tasks here.";

    ServiceForm(@Nullable String cluster, @Nullable String name, @Nullable String taskDefinition,
            @Nullable String launch, @Nullable String count, @Nullable List<String> subnets,
            @Nullable List<String> securityGroups, @Nullable Boolean publicAddress, @Nullable String scheduling,
            @Nullable OptionsForm options, @Nullable String tags, @Nullable Boolean anyway) {
        this.cluster = orEmpty(cluster);
        this.name = orEmpty(name);
        this.taskDefinition = orEmpty(taskDefinition);
        this.launch = orEmpty(launch);
        this.count = orEmpty(count);
        this.subnets = (subnets != null) ? List.copyOf(subnets) : List.of();
        this.securityGroups = (securityGroups != null) ? List.copyOf(securityGroups) : List.of();
        this.publicAddress = Boolean.TRUE.equals(publicAddress);
        this.scheduling = orEmpty(scheduling).isEmpty() ? "REPLICA" : orEmpty(scheduling);
        this.options = (options != null) ? options.shown() : OptionsForm.usual();
        this.tags = orEmpty(tags);
        this.anyway = Boolean.TRUE.equals(anyway);
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text.strip() : "";
    }

    NetworkChoice network() {
        return new NetworkChoice(this.subnets, this.securityGroups, this.publicAddress);
    }

    /** What its tasks run on first, where a strategy says it. */
    Launch on() {
        return this.launch.equals(STRATEGY) ? Launch.of(null, providers().get(0)) : Launch.valueOf(this.launch);
    }

    /** Whether capacity providers are named instead of a launch type. */
    boolean byStrategy() {
        return this.launch.equals(STRATEGY);
    }

    private List<String> providers() {
        return this.options.strategy()
            .stream()
            .map(OptionsForm.Part::provider)
            .filter((one) -> !one.isEmpty())
            .toList();
    }

    boolean daemon() {
        return this.scheduling.equals("DAEMON");
    }

    int number() {
        return Integer.parseInt(this.count);
    }

    /** What it lacks for a price, a sentence; empty if nothing. */
    String missing() {
        if (this.cluster.isEmpty()) {
            return "Choose the cluster that it stands in.";
        }
        if (this.taskDefinition.isEmpty()) {
            return "Choose what its tasks are.";
        }
        if (byStrategy() && providers().isEmpty()) {
            return "Name the capacity providers of the strategy, under Advanced.";
        }
        if (!byStrategy() && Launch.choices().stream().noneMatch((one) -> one.name().equals(this.launch))) {
            return "Choose what to run them on.";
        }
        return this.count.matches(COUNT) ? "" : COUNTS;
    }

    /** The same with the usual choice in what was left open. */
    ServiceForm with(Usual usual) {
        boolean placed = !this.subnets.isEmpty();
        return new ServiceForm(this.cluster.isEmpty() ? usual.cluster() : this.cluster, this.name, usual.definition(),
                this.launch.isEmpty() ? usual.launch().name() : this.launch, this.count.isEmpty() ? "1" : this.count,
                placed ? this.subnets : usual.network().subnets(),
                placed ? this.securityGroups : usual.network().securityGroups(),
                placed ? this.publicAddress : usual.network().publicAddress(), this.scheduling, this.options, this.tags,
                this.anyway);
    }

}
