package dev.shipshape.tasks.watch;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of a list of tasks. */
@Component
class TaskRows {

    private final Tasks tasks;

    TaskRows(Tasks tasks) {
        this.tasks = tasks;
    }

    /** What AWS tells of a cluster, or of all. */
    List<Task> told(Connection connection, @Nullable String cluster) {
        return (cluster != null) ? this.tasks.in(connection, cluster)
                : this.tasks.everywhere(connection, Extent.IN_TIME);
    }

    /** What AWS tells and, below it, what it has forgotten and we have not. */
    List<TaskRow> of(Connection connection, @Nullable String cluster) {
        List<Task> told = told(connection, cluster);
        Set<String> known = told.stream().map(Task::arn).collect(Collectors.toSet());
        return Stream
            .concat(told.stream(),
                    this.tasks.kept(connection, cluster).stream().filter((task) -> !known.contains(task.arn())))
            .map((task) -> TaskRow.of(connection, task))
            .toList();
    }

    /** The tasks that a filter keeps and that can be stopped. */
    List<Task> running(Connection connection, @Nullable String cluster, Filter filter) {
        return told(connection, cluster).stream()
            .filter((task) -> !task.ending())
            .filter((task) -> filter.isEmpty() || filter.matches(TaskRow.of(connection, task).facts()))
            .toList();
    }

}
