package dev.shipshape.ecsservices;

import java.util.List;
import java.util.Map;

import dev.shipshape.audit.Change;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.launch.Placement;
import dev.shipshape.ecsservices.options.Options;
import dev.shipshape.ecsservices.options.OptionsForm;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * A service to be made.
 *
 * @param cluster the cluster's name
 * @param name its name
 * @param definition what its tasks are
 * @param launch what they run on
 * @param desired how many it keeps
 * @param network where; used only by task definitions of network mode {@code awsvpc}
 * @param daemon whether it keeps one on each instance instead of a number of them
 * @param options what else it is told
 * @param tags a person's own tags
 */
public record NewService(String cluster, String name, TaskDefinition definition, Launch launch, int desired,
        NetworkChoice network, boolean daemon, OptionsForm options, Map<String, String> tags) {

    /** Where its tasks run. */
    public Placement placement() {
        return new Placement(this.definition, this.launch, this.network);
    }

    /** Whether each task gets a public address; on instances none can (ECS API). */
    public boolean publicAddress() {
        return placement().publicAddress();
    }

    /** What it is billed by. */
    public Billable billable(String region) {
        return placement().billable(region, this.desired);
    }

    /** The request as a person would write it, without the marks of an action. */
    public CreateServiceRequest request() {
        Placement placement = placement();
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
            .cluster(this.cluster)
            .serviceName(this.name)
            .taskDefinition(this.definition.label())
            .capacityProviderStrategy(placement.strategy())
            .launchType(placement.launchType())
            .networkConfiguration(placement.networkConfiguration());
        if (this.daemon) {
            request.schedulingStrategy(SchedulingStrategy.DAEMON);
        }
        else {
            request.desiredCount(this.desired);
        }
        new Options(this.daemon ? this.options.forEachInstance() : this.options).tell(request);
        if (!this.tags.isEmpty()) {
            request.tags(aws(this.tags));
        }
        return request.build();
    }

    private static List<Tag> aws(Map<String, String> tags) {
        return tags.entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    }

    /**
     * The request of an action. The SDK fills in no token for CreateService; ECS takes 36
     * characters.
     */
    CreateServiceRequest request(Change change) {
        return request().toBuilder().clientToken(change.id()).tags(aws(change.tags())).build();
    }

}
