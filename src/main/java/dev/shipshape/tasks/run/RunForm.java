package dev.shipshape.tasks.run;

import java.util.List;

import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.launch.Usual;
import dev.shipshape.network.NetworkChoice;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is filled into the form that runs tasks.
 *
 * @param cluster the cluster's name
 * @param taskDefinition the revision, such as {@code web:3}
 * @param launch the name of a {@link Launch}
 * @param count how many, 1 to 10 (ECS API reference)
 * @param subnets the subnets' ids
 * @param securityGroups the security groups' ids
 * @param publicAddress whether each task gets a public address
 */
record RunForm(@NotEmpty(message = "Choose the cluster to run it in.") String cluster,
        @NotEmpty(message = "Choose what to run.") String taskDefinition,
        @Pattern(regexp = "FARGATE|SPOT|EC2", message = "Choose one of those shown.") String launch,
        @Pattern(regexp = COUNT, message = "ECS runs 1 to 10 tasks at a time.") String count, List<String> subnets,
        List<String> securityGroups, Boolean publicAddress) {

    private static final String COUNT = "0*([1-9]|10)";

    RunForm(@Nullable String cluster, @Nullable String taskDefinition, @Nullable String launch, @Nullable String count,
            @Nullable List<String> subnets, @Nullable List<String> securityGroups, @Nullable Boolean publicAddress) {
        this.cluster = orEmpty(cluster);
        this.taskDefinition = orEmpty(taskDefinition);
        this.launch = orEmpty(launch);
        this.count = orEmpty(count);
        this.subnets = (subnets != null) ? List.copyOf(subnets) : List.of();
        this.securityGroups = (securityGroups != null) ? List.copyOf(securityGroups) : List.of();
        this.publicAddress = Boolean.TRUE.equals(publicAddress);
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
        return this.count.matches(COUNT) ? "" : "ECS runs 1 to 10 tasks at a time.";
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
                placed ? this.publicAddress : usual.network().publicAddress());
    }

}
