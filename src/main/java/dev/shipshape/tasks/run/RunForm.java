package dev.shipshape.tasks.run;

import java.util.List;

import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.launch.Usual;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is filled into the form that runs tasks.
 *
 * @param cluster the cluster's name
 * @param taskDefinition the revision, such as {@code web:3}
 * @param launch the name of a {@link Launch}
 * @param count how many, 1 to 100, ten a call
 * @param subnets the subnets' ids
 * @param securityGroups the security groups' ids
 * @param publicAddress whether each task gets a public address
 * @param containers what is different in containers
 * @param more what is seldom said
 * @param shown the revision whose containers the form shows
 * @param like a task that these are to be like, {@code cluster/id}; empty for none
 * @param anyway whether to run them though something may be in the way
 */
record RunForm(@NotEmpty(message = "Choose the cluster to run it in.") String cluster,
        @NotEmpty(message = "Choose what to run.") String taskDefinition,
        @Pattern(regexp = "FARGATE|SPOT|EC2", message = "Choose one of those shown.") String launch,
        @Pattern(regexp = COUNT, message = WRONG_COUNT) String count, List<String> subnets, List<String> securityGroups,
        Boolean publicAddress, List<ContainerOverrides> containers, MoreOptions more, String shown, String like,
        Boolean anyway) {

    private static final String COUNT = "0*([1-9][0-9]?|100)";

    private static final String WRONG_COUNT = "Run 1 to 100 tasks at a time; ECS is asked for ten a call.";

    RunForm(@Nullable String cluster, @Nullable String taskDefinition, @Nullable String launch, @Nullable String count,
            @Nullable List<String> subnets, @Nullable List<String> securityGroups, @Nullable Boolean publicAddress,
            @Nullable List<ContainerOverrides> containers, @Nullable MoreOptions more, @Nullable String shown,
            @Nullable String like, @Nullable Boolean anyway) {
        this.cluster = orEmpty(cluster);
        this.taskDefinition = orEmpty(taskDefinition);
        this.launch = orEmpty(launch);
        this.count = orEmpty(count);
        this.subnets = (subnets != null) ? List.copyOf(subnets) : List.of();
        this.securityGroups = (securityGroups != null) ? List.copyOf(securityGroups) : List.of();
        this.publicAddress = Boolean.TRUE.equals(publicAddress);
        this.containers = (containers != null) ? List.copyOf(containers) : List.of();
        this.more = (more != null) ? more : MoreOptions.none();
        this.shown = orEmpty(shown);
        this.like = orEmpty(like);
        this.anyway = Boolean.TRUE.equals(anyway);
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text.strip() : "";
    }

    /** What it lacks, a sentence; empty if nothing. */
    String missing() {
        if (this.cluster.isEmpty()) {
            return "Choose the cluster to run it in.";
        }
        if (this.taskDefinition.isEmpty()) {
            return "Choose what to run.";
        }
        if (Launch.choices().stream().noneMatch((one) -> one.name().equals(this.launch))) {
            return "Choose what to run it on.";
        }
        return this.count.matches(COUNT) ? "" : WRONG_COUNT;
    }

    NetworkChoice network() {
        return new NetworkChoice(this.subnets, this.securityGroups, this.publicAddress);
    }

    Launch on() {
        return Launch.valueOf(this.launch);
    }

    int number() {
        return Integer.parseInt(this.count);
    }

    /** The same with the usual choice in what was left open. */
    RunForm with(Usual usual) {
        boolean placed = !this.subnets.isEmpty();
        return new RunForm(this.cluster.isEmpty() ? usual.cluster() : this.cluster, usual.definition(),
                this.launch.isEmpty() ? usual.launch().name() : this.launch, this.count.isEmpty() ? "1" : this.count,
                placed ? this.subnets : usual.network().subnets(),
                placed ? this.securityGroups : usual.network().securityGroups(),
                placed ? this.publicAddress : usual.network().publicAddress(), this.containers, this.more, this.shown,
                this.like, this.anyway);
    }

    /** The same with the containers of a revision, as far as they were filled in. */
    RunForm showing(TaskDefinition definition) {
        List<ContainerOverrides> shown = definition.containers()
            .stream()
            .map((container) -> this.containers.stream()
                .filter((one) -> one.name().equals(container.name()))
                .findFirst()
                .orElse(ContainerOverrides.none(container.name())))
            .toList();
        return new RunForm(this.cluster, this.taskDefinition, this.launch, this.count, this.subnets,
                this.securityGroups, this.publicAddress, shown, this.more, definition.label(), this.like, this.anyway);
    }

    /** Whether anything of a container is different, so that it is shown unfolded. */
    public boolean overridden() {
        return this.containers.stream().anyMatch((container) -> !container.isEmpty());
    }

}
