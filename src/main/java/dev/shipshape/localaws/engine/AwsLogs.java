package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Where a container with the log driver awslogs writes.
 *
 * @param region the region of the log group
 * @param group the log group
 * @param prefix the option {@code awslogs-stream-prefix}, or null
 * @param create whether a missing group is made
 * @param container the container's name
 * @param taskId the task's id
 */
public record AwsLogs(String region, String group, @Nullable String prefix, boolean create, String container,
        String taskId) {

    /** What the definition says; empty for a container with another log driver. */
    public static Optional<AwsLogs> of(Task task, ContainerDefinition container) {
        if (container.logConfiguration() == null
                || !"awslogs".equals(container.logConfiguration().logDriverAsString())) {
            return Optional.empty();
        }
        Map<String, String> options = container.logConfiguration().options();
        String region = options.getOrDefault("awslogs-region", task.taskArn().split(":", -1)[3]);
        return Optional.of(new AwsLogs(region, options.getOrDefault("awslogs-group", ""),
                options.get("awslogs-stream-prefix"), "true".equalsIgnoreCase(options.get("awslogs-create-group")),
                container.name(), Names.id(task.taskArn())));
    }

    /**
     * Makes the group if it has to be made.
     * @return ECS's words for why the container cannot start, if the group is missing
     */
    public Optional<String> prepare(LogSink sink) {
        if (sink.hasGroup(this.region, this.group)) {
            return Optional.empty();
        }
        if (this.create) {
            sink.createGroup(this.region, this.group);
            return Optional.empty();
        }
        return Optional.of("ResourceInitializationError: failed to validate logger args: create stream has been "
                + "retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified "
                + "log group does not exist. : exit status 1");
    }

    /** The stream {@code prefix/container/task-id}; without a prefix, this name. */
    public String stream(String withoutPrefix) {
        return (this.prefix != null) ? this.prefix + "/" + this.container + "/" + this.taskId : withoutPrefix;
    }

    /** Writes a line; one for a group that is gone is lost. */
    public void write(LogSink sink, String stream, Instant at, String line) {
        if (sink.hasGroup(this.region, this.group)) {
            sink.append(this.region, this.group, stream, at, line);
        }
    }

}
