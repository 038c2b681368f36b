package dev.shipshape.taskdefinitions.pages;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Prices;
import dev.shipshape.taskdefinitions.TaskCost;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What stands above every tab of a revision. */
@Component
class RevisionHeader {

    private final TaskDefinitions definitions;

    private final Prices prices;

    RevisionHeader(TaskDefinitions definitions, Prices prices) {
        this.definitions = definitions;
        this.prices = prices;
    }

    /**
     * Reads a revision and shows it.
     * @throws dev.shipshape.web.NotFound if there is none
     */
    TaskDefinition show(Connection connection, String family, String revision, Model model) {
        TaskDefinition definition = this.definitions.named(connection, family + ":" + revision);
        model.addAttribute("definition", definition)
            .addAttribute("status", RevisionRow.status(definition.state()))
            .addAttribute("aws", AwsConsole.revision(connection, definition.family(), definition.revision()))
            .addAttribute("cost", TaskCost.of(definition, connection.region(), this.prices));
        return definition;
    }

}
