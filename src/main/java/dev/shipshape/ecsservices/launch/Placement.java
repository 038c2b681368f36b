package dev.shipshape.ecsservices.launch;

import java.util.List;

import dev.shipshape.cost.Billable;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * Where new tasks run, and what follows from it: the same for a service's and for those
 * that are run alone.
 *
 * @param definition what the tasks are
 * @param launch what they run on
 * @param network where; used only by task definitions of network mode {@code awsvpc}
 */
public record Placement(TaskDefinition definition, Launch launch, NetworkChoice network) {

    /**
     * Whether each task gets a network interface and a public address of its own; on
     * instances none can (ECS API reference, assignPublicIp).
     */
    public boolean publicAddress() {
        return ownNetwork() && this.launch.isFargate() && this.network.publicAddress();
    }

    private boolean ownNetwork() {
        return this.definition.networkMode().equals("awsvpc");
    }

    /**
     * What the tasks are billed by.
     * @param region where
     * @param count how many tasks
     */
    public Billable billable(String region, int count) {
        return this.launch.isFargate()
                ? this.definition.tasks(region, this.launch == Launch.SPOT, publicAddress(), count)
                : Billable.onInstances(region);
    }

    /** Spot as ECS takes it; null where a launch type says it. */
    public @Nullable List<CapacityProviderStrategyItem> strategy() {
        return (this.launch == Launch.SPOT) ? List.of(Launch.SPOT_STRATEGY) : null;
    }

    /** The launch type as ECS takes it; null where a strategy says it. */
    public @Nullable LaunchType launchType() {
        if (this.launch == Launch.SPOT) {
            return null;
        }
        return (this.launch == Launch.FARGATE) ? LaunchType.FARGATE : LaunchType.EC2;
    }

    /** The network as ECS takes it; null where the tasks have none of their own. */
    public @Nullable NetworkConfiguration networkConfiguration() {
        return ownNetwork()
                ? new NetworkChoice(this.network.subnets(), this.network.securityGroups(), publicAddress()).toAws()
                : null;
    }

}
