package dev.shipshape.localaws.engine.simulated;

import java.time.Instant;
import java.util.Map;

import dev.shipshape.localaws.engine.LogSink;
import dev.shipshape.localaws.engine.Names;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The log lines of a task's containers: into the stream {@code prefix/container/task-id}
 * of the group that its definition names.
 */
final class TaskLog {

    private final Task task;

    private final LogSink sink;

    TaskLog(Task task, LogSink sink) {
        this.task = task;
        this.sink = sink;
    }

    void started(ContainerDefinition container, Behaviour behaviour, Instant at) {
        write(container, at, "simulated: " + container.image() + " started as container " + container.name());
        for (PortMapping port : container.portMappings()) {
            write(container, at, "simulated: listening on port " + port.containerPort());
        }
        behaviour.lines().forEach((line) -> write(container, at, line));
    }

    void ended(ContainerDefinition container, int exitCode, Instant at) {
        write(container, at, "simulated: exited with code " + exitCode);
    }

    private void write(ContainerDefinition container, Instant at, String line) {
        if (container.logConfiguration() == null
                || !"awslogs".equals(container.logConfiguration().logDriverAsString())) {
            return;
        }
        Map<String, String> options = container.logConfiguration().options();
        String region = options.getOrDefault("awslogs-region", this.task.taskArn().split(":", -1)[3]);
        String group = options.getOrDefault("awslogs-group", "");
        String prefix = options.get("awslogs-stream-prefix");
        String id = Names.id(this.task.taskArn());
        String stream = (prefix != null) ? prefix + "/" + container.name() + "/" + id : id;
        if (this.sink.hasGroup(region, group)) {
            this.sink.append(region, group, stream, at, line);
        }
    }

}
