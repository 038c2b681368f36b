package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The way to the tasks, with the number that runs where it was read just now. */
@Component
class TasksFrame extends CountedPlace {

    TasksFrame(Connections connections, SharedReads reads) {
        super(connections, reads, new Place(20, "Tasks", "/tasks", "play-circle"), Tasks.ALL);
    }

    @Override
    protected long count(List<?> tasks) {
        return tasks.stream().filter((task) -> task instanceof Task one && !one.stopped()).count();
    }

}
