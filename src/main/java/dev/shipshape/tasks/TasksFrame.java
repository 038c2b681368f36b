package dev.shipshape.tasks;

import java.util.List;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The way to the tasks, with the number that runs where it was read just now. */
@Component
class TasksFrame extends CountedPlace {

    private final Tasks tasks;

    TasksFrame(Connections connections, SharedReads reads, Tasks tasks) {
        super(connections, reads, new Place(20, "Tasks", "/tasks", "play-circle"), Tasks.ALL);
        this.tasks = tasks;
    }

    @Override
    protected Optional<Integer> count(Connection connection) {
        List<Optional<List<Task>>> tasks = this.tasks.peek(connection);
        if (tasks.isEmpty() || tasks.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of((int) tasks.stream()
            .flatMap(Optional::stream)
            .flatMap(List::stream)
            .filter((task) -> !task.stopped())
            .count());
    }

}
