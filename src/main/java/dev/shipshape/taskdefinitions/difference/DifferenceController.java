package dev.shipshape.taskdefinitions.difference;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.TaskDefinitions.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the difference between two revisions of a family. */
@Controller
class DifferenceController {

    private final TaskDefinitions definitions;

    DifferenceController(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Shows it.
     * @param from the one revision's number; the one before the other if it is not given
     * @param to the other's; the newest if it is not given
     * @param id the numbers that were ticked on the family's page
     */
    @GetMapping("/{connection}/task-definitions/{family}/differences")
    String show(Connection connection, @PathVariable String family,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to, @RequestParam(defaultValue = "") List<Integer> id,
            Model model) {
        List<Integer> numbers = this.definitions.revisions(connection, family)
            .stream()
            .map(Standing::revision)
            .map((one) -> one.number())
            .toList();
        boolean chosen = id.size() == 2;
        int newer = (to != null) ? to : (chosen ? Math.max(id.get(0), id.get(1)) : numbers.get(0));
        int older = (from != null) ? from : (chosen ? Math.min(id.get(0), id.get(1)) : before(numbers, newer));
        TaskDefinition one = this.definitions.named(connection, family + ":" + older);
        TaskDefinition other = this.definitions.named(connection, family + ":" + newer);
        model.addAttribute("family", family)
            .addAttribute("numbers", numbers)
            .addAttribute("from", one)
            .addAttribute("to", other)
            .addAttribute("unclear", !id.isEmpty() && !chosen)
            .addAttribute("difference", Difference.between(this.definitions.json(connection, one.label()).tree(),
                    this.definitions.json(connection, other.label()).tree()));
        return "taskdefinitions/differences";
    }

    private static int before(List<Integer> numbers, int newer) {
        return Stream.concat(numbers.stream().filter((number) -> number < newer), Stream.of(newer))
            .findFirst()
            .orElseThrow();
    }

}
