package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import dev.shipshape.web.Status;
import org.springframework.stereotype.Component;

/** Lets active revisions be found. */
@Component
class RevisionSearch implements SearchSource {

    private final TaskDefinitions definitions;

    RevisionSearch(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public String kind() {
        return "Revisions";
    }

    @Override
    public int order() {
        return 45;
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.definitions.families(connection).stream().flatMap((family) -> entries(connection, family)).toList();
    }

    private static Stream<Entry> entries(Connection connection, Family family) {
        return family.revisions().stream().map((revision) -> {
            String label = family.name() + ":" + revision.number();
            return new Entry("revision", label, "", TaskDefinitions.page(connection, label), Status.running("Active"),
                    List.of(revision.arn()),
                    List.of(Command.change("run", connection.path() + "/tasks/new?taskDefinition=" + label)));
        });
    }

}
