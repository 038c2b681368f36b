package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.audit.Change;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.launch.Placement;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * Tasks to be run.
 *
 * @param cluster the cluster's name
 * @param definition what to run
 * @param launch what to run it on
 * @param count how many, 1 to 10 (ECS API reference)
 * @param network where; used only by task definitions of network mode {@code awsvpc}
 */
public record TaskRun(String cluster, TaskDefinition definition, Launch launch, int count, NetworkChoice network) {

    /** The most that one call runs. */
    public static final int MOST = 10;

    /** Where they run. */
    public Placement placement() {
        return new Placement(this.definition, this.launch, this.network);
    }

    /** Whether each task gets a network interface and a public address of its own. */
    public boolean publicAddress() {
        return placement().publicAddress();
    }

    /** What they are billed by. */
    public Billable billable(String region) {
        return placement().billable(region, this.count);
    }

    /** The request as a person would write it, without the marks of an action. */
    public RunTaskRequest request() {
        Placement placement = placement();
        return RunTaskRequest.builder()
            .cluster(this.cluster)
            .taskDefinition(this.definition.label())
            .count(this.count)
            .capacityProviderStrategy(placement.strategy())
            .launchType(placement.launchType())
            .networkConfiguration(placement.networkConfiguration())
            .build();
    }

    /** The request of an action, which is found again by its marks. */
    RunTaskRequest request(Change change, String person) {
        return request().toBuilder()
            .startedBy(change.startedBy(person))
            .clientToken(change.id())
            .tags(tags(change))
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
