package dev.shipshape.taskdefinitions.pages;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.Deletion;
import dev.shipshape.taskdefinitions.Registrations;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Deletes revisions of one family, up to ten at once. The confirmation is the revision's
 * name where it is one, else the family's.
 */
@Controller
@RequestMapping("/{connection}/task-definitions/{family}/deletions")
class DeletionController {

    private static final String VIEW = "taskdefinitions/delete";

    private final TaskDefinitions definitions;

    private final Registrations registrations;

    DeletionController(TaskDefinitions definitions, Registrations registrations) {
        this.definitions = definitions;
        this.registrations = registrations;
    }

    @GetMapping("/new")
    String confirm(Connection connection, @PathVariable String family,
            @RequestParam(defaultValue = "") List<String> revision, Model model) {
        show(chosen(connection, family, revision), family, model);
        return VIEW;
    }

    @PostMapping
    String delete(Connection connection, @PathVariable String family,
            @RequestParam(defaultValue = "") List<String> revision,
            @RequestParam(defaultValue = "") String confirmation, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        List<TaskDefinition> chosen = chosen(connection, family, revision);
        String name = show(chosen, family, model);
        if (chosen.isEmpty() || !name.equals(confirmation)) {
            model.addAttribute("mistyped", confirmation);
            return FormProblems.again(response, VIEW);
        }
        try {
            Deletion deletion = this.registrations.delete(connection, chosen);
            redirect.addFlashAttribute("message", words(deletion));
            return "redirect:" + connection.path() + "/task-definitions";
        }
        catch (Problem problem) {
            model.addAttribute("problem", problem);
            return FormProblems.again(response, VIEW);
        }
    }

    private static String words(Deletion deletion) {
        String deleting = String.join(", ", deletion.deleting())
                + ((deletion.deleting().size() == 1) ? " is being deleted." : " are being deleted.");
        return deletion.refused().isEmpty() ? deleting
                : deleting + " AWS left " + String.join("; ", deletion.refused()) + ".";
    }

    /** What AWS already deletes cannot be chosen again. */
    private List<TaskDefinition> chosen(Connection connection, String family, List<String> revisions) {
        return revisions.stream()
            .filter((revision) -> revision.matches("\\d{1,9}"))
            .distinct()
            .limit(Registrations.DELETED_AT_ONCE)
            .map((revision) -> this.definitions.named(connection, family + ":" + revision))
            .filter((definition) -> definition.state() != State.DELETING)
            .toList();
    }

    private static String show(List<TaskDefinition> chosen, String family, Model model) {
        String name = (chosen.size() == 1) ? chosen.get(0).label() : family;
        model.addAttribute("definitions", chosen).addAttribute("family", family).addAttribute("name", name);
        return name;
    }

}
