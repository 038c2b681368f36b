package dev.shipshape.localaws.ecs.services.scheduling;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * What tasks of a service are started from: a deployment or a task set.
 *
 * @param id its id, which its tasks have as {@code startedBy}
 * @param taskSet the id again if it is a task set, else empty
 * @param taskDefinition the ARN of the revision
 * @param launchType the launch type, or null when a strategy decides
 * @param strategy the capacity providers; empty when a launch type decides
 * @param network the network configuration, or null without awsvpc
 * @param platformVersion Fargate's platform version
 */
record Source(String id, String taskSet, String taskDefinition, @Nullable LaunchType launchType,
        List<CapacityProviderStrategyItem> strategy, @Nullable NetworkConfiguration network,
        @Nullable String platformVersion) {

    static Source of(Deployment deployment) {
        return new Source(deployment.id(), "", deployment.taskDefinition(), deployment.launchType(),
                deployment.capacityProviderStrategy(), deployment.networkConfiguration(), deployment.platformVersion());
    }

    static Source of(TaskSet set) {
        return new Source(set.id(), set.id(), set.taskDefinition(), set.launchType(), set.capacityProviderStrategy(),
                set.networkConfiguration(), set.platformVersion());
    }

}
