package dev.shipshape.taskdefinitions;

import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.GatheredReads;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The way to the task definitions, with their number where it was read just now. */
@Component
class TaskDefinitionsFrame extends CountedPlace {

    private final GatheredReads gathered;

    TaskDefinitionsFrame(Connections connections, SharedReads reads, GatheredReads gathered) {
        super(connections, reads, new Place(30, "Task definitions", "/task-definitions", "file-earmark-code"),
                TaskDefinitions.ACTIVE_FAMILIES);
        this.gathered = gathered;
    }

    @Override
    protected Optional<Integer> count(Connection connection) {
        return this.gathered.<String>peek(connection, TaskDefinitions.ACTIVE_FAMILIES)
            .map((arns) -> Family.grouped(arns).size());
    }

}
