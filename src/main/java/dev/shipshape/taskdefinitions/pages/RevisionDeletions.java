package dev.shipshape.taskdefinitions.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.Registrations;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.Many;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Deletes many revisions in batches of ten, and tells what came of each. */
@Component
class RevisionDeletions {

    private final Registrations registrations;

    RevisionDeletions(Registrations registrations) {
        this.registrations = registrations;
    }

    /**
     * Deregisters and deletes revisions. A batch that AWS refuses does not keep the next
     * from being deleted.
     * @throws Rehearsed in a rehearsal, with the commands of all
     */
    Many delete(Connection connection, List<TaskDefinition> definitions) {
        List<Many.Row> rows = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (int from = 0; from < definitions.size(); from += Registrations.DELETED_AT_ONCE) {
            List<TaskDefinition> batch = definitions.subList(from,
                    Math.min(from + Registrations.DELETED_AT_ONCE, definitions.size()));
            try {
                Map<String, String> refused = this.registrations.delete(connection, batch).refused();
                batch.forEach((one) -> rows.add(row(connection, one, refused.get(one.arn()))));
            }
            catch (Rehearsed rehearsed) {
                commands.addAll(rehearsed.commands());
            }
            catch (Problem problem) {
                batch.forEach((one) -> rows.add(row(connection, one, problem)));
            }
        }
        if (!commands.isEmpty()) {
            throw new Rehearsed(commands);
        }
        return new Many("Delete revisions", rows);
    }

    private static Many.Row row(Connection connection, TaskDefinition definition, @Nullable String refused) {
        return (refused != null)
                ? row(connection, definition,
                        new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS left it: " + refused + ".", ""))
                : new Many.Row(definition.label(), TaskDefinitions.page(connection, definition.label()),
                        "is being deleted", null);
    }

    private static Many.Row row(Connection connection, TaskDefinition definition, Problem problem) {
        return new Many.Row(definition.label(), TaskDefinitions.page(connection, definition.label()), problem.what(),
                problem);
    }

}
