package dev.shipshape.tasks;

import dev.shipshape.audit.Change;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
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

    /** Whether each task gets a network interface and a public address of its own. */
    public boolean publicAddress() {
        return this.definition.networkMode().equals("awsvpc") && this.launch.isFargate()
                && this.network.publicAddress();
    }

    /** What they are billed by. */
    public Billable billable(String region) {
        return this.launch.isFargate()
                ? this.definition.tasks(region, this.launch == Launch.SPOT, publicAddress(), this.count)
                : Billable.onInstances(region);
    }

    /** The request as a person would write it, without the marks of an action. */
    public RunTaskRequest request() {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
            .cluster(this.cluster)
            .taskDefinition(this.definition.label())
            .count(this.count);
        if (this.launch == Launch.SPOT) {
            request.capacityProviderStrategy(Launch.SPOT_STRATEGY);
        }
        else {
            request.launchType((this.launch == Launch.FARGATE) ? LaunchType.FARGATE : LaunchType.EC2);
        }
        if (this.definition.networkMode().equals("awsvpc")) {
            // a public address is Fargate's alone (ECS API reference, assignPublicIp)
            request.networkConfiguration(
                    new NetworkChoice(this.network.subnets(), this.network.securityGroups(), publicAddress()).toAws());
        }
        return request.build();
    }

    /** The request of an action, which is found again by its marks. */
    RunTaskRequest request(Change change, String person) {
        return request().toBuilder()
            .startedBy(change.startedBy(person))
            .clientToken(change.id())
            .tags(Tag.builder().key(Change.TAG).value(change.id()).build())
            .build();
    }

}
