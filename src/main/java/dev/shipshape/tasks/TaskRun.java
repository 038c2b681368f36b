package dev.shipshape.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.audit.Change;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.launch.Placement;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * Tasks to be run.
 *
 * @param cluster the cluster's name
 * @param definition what to run
 * @param launch what to run it on, where no capacity providers are named
 * @param count how many, 1 to {@link #MOST}
 * @param network where; used only by task definitions of network mode {@code awsvpc}
 * @param more what else is asked for: overrides, capacity providers, group, tags and so
 * on; the other members do not matter
 */
public record TaskRun(String cluster, TaskDefinition definition, Launch launch, int count, NetworkChoice network,
        RunTaskRequest more) {

    /** The most that one call runs (ECS API reference). */
    public static final int A_CALL = 10;

    /** The most that one form runs, in calls of ten. */
    public static final int MOST = 100;

    /** Tasks without anything unusual. */
    public TaskRun(String cluster, TaskDefinition definition, Launch launch, int count, NetworkChoice network) {
        this(cluster, definition, launch, count, network, RunTaskRequest.builder().build());
    }

    /** Where they run. */
    public Placement placement() {
        return new Placement(this.definition, runsOn(), this.network);
    }

    /** What capacity providers mean for price and network. */
    private Launch runsOn() {
        List<CapacityProviderStrategyItem> strategy = this.more.capacityProviderStrategy();
        if (strategy.isEmpty()) {
            return this.launch;
        }
        if (strategy.stream().allMatch((item) -> item.capacityProvider().equals("FARGATE_SPOT"))) {
            return Launch.SPOT;
        }
        return strategy.stream().allMatch((item) -> item.capacityProvider().startsWith("FARGATE")) ? Launch.FARGATE
                : Launch.EC2;
    }

    /** Whether each task gets a network interface and a public address of its own. */
    public boolean publicAddress() {
        return placement().publicAddress();
    }

    /** What they are billed by. */
    public Billable billable(String region) {
        Placement placement = placement();
        TaskOverride override = this.more.overrides();
        if (!placement.launch().isFargate() || override == null
                || (override.cpu() == null && override.memory() == null && override.ephemeralStorage() == null)) {
            return placement.billable(region, this.count);
        }
        return Billable
            .fargate(region, number(override.cpu(), this.definition.cpu()),
                    number(override.memory(), this.definition.memory()), this.definition.architecture(),
                    placement.launch() == Launch.SPOT, placement.publicAddress(), this.count)
            .withStorage((override.ephemeralStorage() != null) ? override.ephemeralStorage().sizeInGiB()
                    : this.definition.storage());
    }

    private static int number(@Nullable String override, @Nullable Integer own) {
        return (override != null) ? Integer.parseInt(override) : (own != null) ? own : 0;
    }

    /** The requests as a person would write them, without the marks of an action. */
    public List<RunTaskRequest> requests() {
        return parts().stream().map(TaskRun::request).toList();
    }

    /** As many calls as it takes. */
    List<TaskRun> parts() {
        List<TaskRun> parts = new ArrayList<>();
        for (int left = this.count; left > 0; left -= A_CALL) {
            parts.add(new TaskRun(this.cluster, this.definition, this.launch, Math.min(left, A_CALL), this.network,
                    this.more));
        }
        return parts;
    }

    /** The request as a person would write it, without the marks of an action. */
    public RunTaskRequest request() {
        Placement placement = placement();
        boolean strategy = this.more.hasCapacityProviderStrategy();
        return this.more.toBuilder()
            .cluster(this.cluster)
            .taskDefinition(this.definition.label())
            .count(this.count)
            .capacityProviderStrategy(strategy ? this.more.capacityProviderStrategy() : placement.strategy())
            .launchType(strategy ? null : placement.launchType())
            .networkConfiguration(placement.networkConfiguration())
            .build();
    }

    /** The request of an action, which is found again by its marks. */
    RunTaskRequest request(Change change, String person) {
        Map<String, String> own = new LinkedHashMap<>();
        this.more.tags().forEach((tag) -> own.put(tag.key(), Objects.requireNonNullElse(tag.value(), "")));
        return request().toBuilder()
            .startedBy(change.startedBy(person))
            .clientToken(change.id())
            .tags(tags(change.tagged(own)))
            .build();
    }

    /** What the tasks of an action are tagged with. */
    static List<Tag> tags(Change change) {
        return change.tags()
            .entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    }

}
