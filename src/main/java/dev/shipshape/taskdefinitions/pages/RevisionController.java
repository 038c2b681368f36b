package dev.shipshape.taskdefinitions.pages;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Prices;
import dev.shipshape.taskdefinitions.Registrations;
import dev.shipshape.taskdefinitions.TaskCost;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.usage.Usage;
import dev.shipshape.taskdefinitions.usage.Uses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One revision: what it says, the same as JSON, and taking it out of use. */
@Controller
@RequestMapping("/{connection}/task-definitions/{family}/{revision:\\d+}")
class RevisionController {

    private final TaskDefinitions definitions;

    private final Registrations registrations;

    private final Prices prices;

    private final Usage usage;

    RevisionController(TaskDefinitions definitions, Registrations registrations, Prices prices, Usage usage) {
        this.definitions = definitions;
        this.registrations = registrations;
        this.prices = prices;
        this.usage = usage;
    }

    @GetMapping
    String detail(Connection connection, @PathVariable String family, @PathVariable String revision, Model model) {
        show(connection, family, revision, model);
        model.addAttribute("uses", Uses.of(this.usage, connection));
        return "taskdefinitions/detail";
    }

    @GetMapping("/json")
    String json(Connection connection, @PathVariable String family, @PathVariable String revision, Model model) {
        TaskDefinition definition = show(connection, family, revision, model);
        model.addAttribute("json", this.definitions.json(connection, definition.label()).pretty());
        model.addAttribute("command", "aws ecs register-task-definition --cli-input-json file://" + definition.family()
                + ".json" + connection.cliFlags());
        return "taskdefinitions/json";
    }

    @PostMapping("/deregistrations")
    String deregister(Connection connection, @PathVariable String family, @PathVariable String revision,
            RedirectAttributes redirect) {
        TaskDefinition definition = this.definitions.named(connection, family + ":" + revision);
        this.registrations.deregister(connection, definition);
        redirect.addFlashAttribute("message",
                definition.label() + " is out of use. What runs of it goes on; delete it when it is no longer needed.");
        return "redirect:" + TaskDefinitions.page(connection, definition.label());
    }

    private TaskDefinition show(Connection connection, String family, String revision, Model model) {
        TaskDefinition definition = this.definitions.named(connection, family + ":" + revision);
        model.addAttribute("definition", definition)
            .addAttribute("status", RevisionRow.status(definition.state()))
            .addAttribute("cost", TaskCost.of(definition, connection.region(), this.prices));
        return definition;
    }

}
