package dev.shipshape.taskdefinitions;

import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The way to the task definitions, with their number where it was read just now. */
@Component
class TaskDefinitionsFrame extends CountedPlace {

    TaskDefinitionsFrame(Connections connections, SharedReads reads) {
        super(connections, reads, new Place(30, "Task definitions", "/task-definitions", "file-earmark-code"),
                TaskDefinitions.ACTIVE_FAMILIES);
    }

}
