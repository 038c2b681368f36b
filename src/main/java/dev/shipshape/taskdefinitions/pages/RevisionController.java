package dev.shipshape.taskdefinitions.pages;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.taskdefinitions.Registrations;
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

/** One revision: what it says, and taking it out of use. */
@Controller
@RequestMapping("/{connection}/task-definitions/{family}/{revision:\\d+}")
class RevisionController {

    private final RevisionHeader header;

    private final TaskDefinitions definitions;

    private final Registrations registrations;

    private final Usage usage;

    RevisionController(RevisionHeader header, TaskDefinitions definitions, Registrations registrations, Usage usage) {
        this.header = header;
        this.definitions = definitions;
        this.registrations = registrations;
        this.usage = usage;
    }

    @GetMapping
    String detail(Connection connection, @PathVariable String family, @PathVariable String revision, Model model) {
        this.header.show(connection, family, revision, model);
        model.addAttribute("uses", Uses.of(this.usage, connection, Extent.IN_TIME));
        return "taskdefinitions/detail";
    }

    /** The address that the JSON had before there were other notations. */
    @GetMapping("/json")
    String json(Connection connection, @PathVariable String family, @PathVariable String revision) {
        return "redirect:" + TaskDefinitions.page(connection, family + ":" + revision) + "/exports/json";
    }

    @GetMapping("/deregistrations/new")
    String confirm(Connection connection, @PathVariable String family, @PathVariable String revision, Model model) {
        TaskDefinition definition = this.definitions.named(connection, family + ":" + revision);
        model.addAttribute("definition", definition)
            .addAttribute("page", TaskDefinitions.page(connection, definition.label()))
            .addAttribute("uses", Uses.of(this.usage, connection, Extent.IN_TIME).words(definition.label()));
        return "taskdefinitions/deregister";
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

}
