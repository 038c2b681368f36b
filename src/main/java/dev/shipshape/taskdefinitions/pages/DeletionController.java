package dev.shipshape.taskdefinitions.pages;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Many;
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
 * Deregisters and deletes revisions of one family, as many at once as AWS takes in one
 * burst. The confirmation is the revision's name where it is one, else the family's.
 */
@Controller
@RequestMapping("/{connection}/task-definitions/{family}/deletions")
class DeletionController {

    /** AWS deregisters twenty at once, and then one a second. */
    private static final int MOST = 20;

    private static final String VIEW = "taskdefinitions/delete";

    private final TaskDefinitions definitions;

    private final RevisionDeletions deletions;

    DeletionController(TaskDefinitions definitions, RevisionDeletions deletions) {
        this.definitions = definitions;
        this.deletions = deletions;
    }

    @GetMapping("/new")
    String confirm(Connection connection, @PathVariable String family,
            @RequestParam(defaultValue = "") List<String> revision, @RequestParam(defaultValue = "") List<String> id,
            Model model) {
        List<String> ticked = Stream.concat(revision.stream(), id.stream()).toList();
        show(chosen(connection, family, ticked), family, model);
        model.addAttribute("tooMany", ticked.size() > MOST);
        return VIEW;
    }

    @PostMapping
    String delete(Connection connection, @PathVariable String family,
            @RequestParam(defaultValue = "") List<String> revision,
            @RequestParam(defaultValue = "") String confirmation, @RequestParam(defaultValue = "") String preview,
            Model model, HttpServletResponse response, RedirectAttributes redirect) {
        List<TaskDefinition> chosen = chosen(connection, family, revision);
        String name = show(chosen, family, model);
        if (chosen.isEmpty() || (preview.isEmpty() && !name.equals(confirmation))) {
            model.addAttribute("mistyped", confirmation);
            return FormProblems.again(response, VIEW);
        }
        Many many = this.deletions.delete(connection, chosen);
        redirect.addFlashAttribute("many", many);
        return "redirect:" + connection.path() + "/task-definitions" + ((many.failed() > 0) ? "/" + family : "");
    }

    /** What AWS already deletes cannot be chosen again. */
    private List<TaskDefinition> chosen(Connection connection, String family, List<String> revisions) {
        return revisions.stream()
            .filter((revision) -> revision.matches("\\d{1,9}"))
            .distinct()
            .limit(MOST)
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
