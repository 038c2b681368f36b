package dev.shipshape.localaws.engine.simulated;

import java.time.Instant;

import dev.shipshape.localaws.engine.AwsLogs;
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
        AwsLogs.of(this.task, container)
            .ifPresent((logs) -> logs.write(this.sink, logs.stream(Names.id(this.task.taskArn())), at, line));
    }

}
