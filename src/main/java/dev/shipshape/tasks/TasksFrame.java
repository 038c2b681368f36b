package dev.shipshape.tasks;

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
        return this.tasks.peek(connection)
            .map((tasks) -> (int) tasks.stream().filter((task) -> !task.stopped()).count());
    }

}
