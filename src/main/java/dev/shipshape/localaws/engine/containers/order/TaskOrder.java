package dev.shipshape.localaws.engine.containers.order;

import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.engine.Names;
import dev.shipshape.localaws.engine.TaskInterface;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What is known of a task from its beginning and never changes.
 *
 * @param task the task as it was when it was taken up
 * @param definition what it is made from
 * @param networkInterface its network interface, or null without awsvpc
 */
public record TaskOrder(Task task, TaskDefinition definition, @Nullable TaskInterface networkInterface) {

    /** The task's ARN. */
    public String arn() {
        return this.task.taskArn();
    }

    /** The task's id. */
    public String id() {
        return Names.id(arn());
    }

    /** The region that the task runs in. */
    public String region() {
        return arn().split(":", -1)[3];
    }

    /** The containers to run. */
    public List<ContainerDefinition> containers() {
        return this.definition.containerDefinitions();
    }

    /** What the task overrides for a container. */
    public Optional<ContainerOverride> override(String container) {
        return (this.task.overrides() == null) ? Optional.empty()
                : this.task.overrides()
                    .containerOverrides()
                    .stream()
                    .filter((override) -> container.equals(override.name()))
                    .findFirst();
    }

    /**
     * Whether all containers have one network, as with awsvpc. So it is with the network
     * mode host too: the network of this machine itself is given to no task.
     */
    public boolean sharesNetwork() {
        return this.definition.networkMode() == NetworkMode.AWSVPC || this.definition.networkMode() == NetworkMode.HOST;
    }

    /** Whether the containers have no network at all. */
    public boolean hasNoNetwork() {
        return this.definition.networkMode() == NetworkMode.NONE;
    }

    /** Whether it counts as running on Fargate. */
    public boolean isOnFargate() {
        return this.task.launchType() != LaunchType.EC2 && this.task.launchType() != LaunchType.EXTERNAL;
    }

    /** The processor that the definition asks for as images name it; null if none. */
    public @Nullable String architecture() {
        if (this.definition.runtimePlatform() == null
                || this.definition.runtimePlatform().cpuArchitectureAsString() == null) {
            return null;
        }
        return this.definition.runtimePlatform().cpuArchitectureAsString().equals("ARM64") ? "arm64" : "amd64";
    }

}
