package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers;
import org.springframework.stereotype.Component;

/** Tells which tasks run of a revision, and which ran of it within AWS's hour. */
@Component
class TaskDefinitionsInUse implements DefinitionUsers {

    private final Tasks tasks;

    TaskDefinitionsInUse(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<DefinitionUser> in(Connection connection, Extent extent) {
        return this.tasks.everywhere(connection, extent)
            .stream()
            .map((task) -> new DefinitionUser(task.definition(), "task", task.id(), task.cluster(), task.state(),
                    task.page(connection), task.stopped()))
            .toList();
    }

}
