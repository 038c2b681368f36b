package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The way to the tasks, with the number that runs where it was read just now. */
@Component
class TasksFrame implements FrameItem {

    private final Connections connections;

    private final SharedReads reads;

    TasksFrame(Connections connections, SharedReads reads) {
        this.connections = connections;
        this.reads = reads;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return this.connections.shown(context.connection()).map(this::entry).stream().toList();
    }

    private FrameEntry entry(Connection connection) {
        String count = this.reads.peek(connection, Tasks.ALL, List.class).map(TasksFrame::standing).orElse(null);
        return FrameEntry.link(Slot.PLACE, 20, "Tasks", connection.path() + "/tasks", "play-circle", count);
    }

    private static String standing(List<?> tasks) {
        return String.valueOf(tasks.stream().filter((task) -> task instanceof Task one && !one.stopped()).count());
    }

}
