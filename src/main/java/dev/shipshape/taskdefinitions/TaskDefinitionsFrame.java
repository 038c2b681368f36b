package dev.shipshape.taskdefinitions;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The way to the task definitions, with their number where it was read just now. */
@Component
class TaskDefinitionsFrame implements FrameItem {

    private final Connections connections;

    private final SharedReads reads;

    TaskDefinitionsFrame(Connections connections, SharedReads reads) {
        this.connections = connections;
        this.reads = reads;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return this.connections.shown(context.connection()).map(this::entry).stream().toList();
    }

    private FrameEntry entry(Connection connection) {
        String count = this.reads.peek(connection, TaskDefinitions.ACTIVE_FAMILIES, List.class)
            .map((families) -> String.valueOf(families.size()))
            .orElse(null);
        return FrameEntry.link(Slot.PLACE, 30, "Task definitions", connection.path() + "/task-definitions",
                "file-earmark-code", count);
    }

}
