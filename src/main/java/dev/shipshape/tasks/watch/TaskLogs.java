package dev.shipshape.tasks.watch;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.logs.LogLines;
import dev.shipshape.logs.LogTail;
import dev.shipshape.taskdefinitions.ContainerDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.tasks.Task;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;

/** The log lines of a task's containers, found by what its task definition says. */
@Component
class TaskLogs {

    private final TaskDefinitions definitions;

    private final LogLines lines;

    TaskLogs(TaskDefinitions definitions, LogLines lines) {
        this.definitions = definitions;
        this.lines = lines;
    }

    /**
     * A log that cannot be read says why, and takes nothing from the rest of the page.
     */
    List<TaskLog> of(Connection connection, Task task) {
        return this.definitions.find(connection, task.definition())
            .map(TaskDefinition::containers)
            .orElse(List.of())
            .stream()
            .map((container) -> of(connection, task, container))
            .toList();
    }

    private TaskLog of(Connection connection, Task task, ContainerDefinition container) {
        ContainerDefinition.Logs logs = container.logs();
        String stream = (logs != null) ? logs.stream(container.name(), task.id()) : null;
        if (logs == null || stream == null) {
            return new TaskLog(container.name(), List.of(), "Its task definition sends its lines nowhere that can be "
                    + "read here. The log driver awslogs with a stream prefix does.");
        }
        try {
            LogTail tail = this.lines.of(logs.in(connection), logs.group(), stream, null);
            return new TaskLog(container.name(), tail.lines(),
                    tail.lines().isEmpty() ? remark(tail, logs.group()) : "");
        }
        catch (Problem problem) {
            return new TaskLog(container.name(), List.of(), problem.what());
        }
    }

    private static String remark(LogTail tail, String group) {
        if (tail.state() == LogTail.State.NO_GROUP) {
            return "There is no log group " + group + ".";
        }
        return "It has not written anything yet.";
    }

}
