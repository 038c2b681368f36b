package dev.shipshape.tasks;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import org.springframework.stereotype.Component;

/** Lets tasks be found, by id, family, service and address. */
@Component
class TaskSearch implements SearchSource {

    /** As much of an id as lists show. */
    private static final int SHORT = 12;

    private final Tasks tasks;

    TaskSearch(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String kind() {
        return "Tasks";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.tasks.everywhere(connection, Extent.IN_TIME)
            .stream()
            .map((task) -> entry(connection, task))
            .toList();
    }

    @Override
    public List<Entry> forms(Connection connection) {
        return List.of(Entry.page("Run task", connection.path() + "/tasks/new"));
    }

    private static Entry entry(Connection connection, Task task) {
        String page = task.page(connection);
        List<Command> commands = new ArrayList<>();
        commands.add(Command.look("logs", page + "/logs"));
        if (!task.ending()) {
            commands.add(Command.change("stop", page + "/stop-requests/new"));
        }
        List<String> keys = new ArrayList<>(List.of(task.id(), task.arn(), task.definition(), task.service()));
        if (task.privateAddress() != null) {
            keys.add(task.privateAddress());
        }
        return new Entry("task", task.id().substring(0, Math.min(SHORT, task.id().length())),
                task.definition() + " in " + task.cluster(), page, task.state(), keys, List.copyOf(commands));
    }

}
