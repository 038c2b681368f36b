package dev.shipshape.ecsservices;

import dev.shipshape.audit.Change;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
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
 */
public record NewService(String cluster, String name, TaskDefinition definition, Launch launch, int desired,
        NetworkChoice network) {

    /** Whether each task gets a public address; on instances none can (ECS API). */
    public boolean publicAddress() {
        return this.definition.networkMode().equals("awsvpc") && this.launch.isFargate()
                && this.network.publicAddress();
    }

    /** What it is billed by. */
    public Billable billable(String region) {
        return this.launch.isFargate()
                ? this.definition.tasks(region, this.launch == Launch.SPOT, publicAddress(), this.desired)
                : Billable.onInstances(region);
    }

    /** The request as a person would write it, without the marks of an action. */
    public CreateServiceRequest request() {
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
            .cluster(this.cluster)
            .serviceName(this.name)
            .taskDefinition(this.definition.label())
            .desiredCount(this.desired);
        if (this.launch == Launch.SPOT) {
            request.capacityProviderStrategy(Launch.SPOT_STRATEGY);
        }
        else {
            request.launchType((this.launch == Launch.FARGATE) ? LaunchType.FARGATE : LaunchType.EC2);
        }
        if (this.definition.networkMode().equals("awsvpc")) {
            request.networkConfiguration(
                    new NetworkChoice(this.network.subnets(), this.network.securityGroups(), publicAddress()).toAws());
        }
        return request.build();
    }

    /**
     * The request of an action. The SDK fills in no token for CreateService; ECS takes 36
     * characters.
     */
    CreateServiceRequest request(Change change) {
        return request().toBuilder()
            .clientToken(change.id())
            .tags(Tag.builder().key(Change.TAG).value(change.id()).build())
            .propagateTags(PropagateTags.SERVICE)
            .enableECSManagedTags(true)
            .build();
    }

}
