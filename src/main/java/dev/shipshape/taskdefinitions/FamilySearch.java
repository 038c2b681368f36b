package dev.shipshape.taskdefinitions;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import org.springframework.stereotype.Component;

/** Lets families of task definitions be found. */
@Component
class FamilySearch implements SearchSource {

    private final TaskDefinitions definitions;

    FamilySearch(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public String kind() {
        return "Task definitions";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.definitions.families(connection).stream().map((family) -> entry(connection, family)).toList();
    }

    @Override
    public List<Entry> forms(Connection connection) {
        return List.of(Entry.page("Create task definition", connection.path() + "/task-definitions/new"));
    }

    private static Entry entry(Connection connection, Family family) {
        String page = connection.path() + "/task-definitions/" + family.name();
        return new Entry("family", family.name(), "newest " + family.name() + ":" + family.latest().number(), page,
                null, List.of(), List.of(
                        Command.change("run",
                                connection.path() + "/tasks/new?taskDefinition=" + family.name() + ":"
                                        + family.latest().number()),
                        Command.change("delete", page + "/deletions/new")));
    }

}
