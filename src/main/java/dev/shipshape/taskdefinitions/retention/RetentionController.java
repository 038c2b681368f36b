package dev.shipshape.taskdefinitions.retention;

import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows what keeping the newest revisions of a family means. The plan that carries it out
 * is made, confirmed and watched as every other clean-up.
 */
@Controller
class RetentionController {

    private final TaskDefinitions definitions;

    private final RevisionGenerations generations;

    RetentionController(TaskDefinitions definitions, RevisionGenerations generations) {
        this.definitions = definitions;
        this.generations = generations;
    }

    @GetMapping("/{connection}/task-definitions/{family}/retentions/new")
    String preview(Connection connection, @PathVariable String family, @RequestParam(defaultValue = "10") int keep,
            Model model) {
        int newest = Math.max(0, keep);
        Map<String, String> staying = this.generations.shown(connection, family, newest);
        List<Old> going = this.definitions.revisions(connection, family)
            .stream()
            .filter((one) -> one.state() != State.DELETING)
            .map((one) -> new Old(one.revision().number(), one.state() == State.ACTIVE))
            .filter((one) -> !staying.containsKey(family + ":" + one.number()))
            .toList();
        model.addAttribute("family", family)
            .addAttribute("keep", newest)
            .addAttribute("staying", staying)
            .addAttribute("going", going)
            .addAttribute("active", going.stream().filter(Old::active).count())
            .addAttribute("ranges", Ranges.of(going.stream().map(Old::number).toList()));
        return "taskdefinitions/retention";
    }

    /**
     * A revision that would go.
     *
     * @param number its number
     * @param active whether it has to be deregistered
     */
    record Old(int number, boolean active) {
    }

}
