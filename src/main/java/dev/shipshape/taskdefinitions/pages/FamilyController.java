package dev.shipshape.taskdefinitions.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Prices;
import dev.shipshape.taskdefinitions.Family;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.TaskDefinitions.Standing;
import dev.shipshape.taskdefinitions.usage.Usage;
import dev.shipshape.taskdefinitions.usage.Uses;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The families, and the revisions of one. Only what a page shows is described. */
@Controller
@RequestMapping("/{connection}/task-definitions")
class FamilyController {

    private static final Map<String, Comparator<Family>> ORDERS = Map.of("name",
            Comparator.comparing(Family::name, String.CASE_INSENSITIVE_ORDER), "revisions",
            Comparator.comparing((family) -> family.revisions().size()));

    private final TaskDefinitions definitions;

    private final Prices prices;

    private final Usage usage;

    FamilyController(TaskDefinitions definitions, Prices prices, Usage usage) {
        this.definitions = definitions;
        this.prices = prices;
        this.usage = usage;
    }

    @GetMapping
    String list(Connection connection, ListQuery query, @RequestParam(defaultValue = "active") String state,
            Model model) {
        boolean active = !state.equals("inactive");
        List<Family> all = this.definitions.families(connection, active ? State.ACTIVE : State.INACTIVE);
        Slice<Family> slice = Slice.of(all.stream()
            .filter((family) -> query.filter().matches(Map.of("name", family.name(), "family", family.name())))
            .toList(), query, ORDERS);
        Map<String, TaskDefinition> newest = contents(connection,
                slice.rows().stream().map((family) -> family.latest().arn()).toList());
        model.addAttribute("rows",
                slice.rows()
                    .stream()
                    .map((family) -> FamilyRow.of(family, newest.get(family.latest().arn()), connection, this.prices))
                    .toList());
        model.addAttribute("slice", slice)
            .addAttribute("query", query)
            .addAttribute("active", active)
            .addAttribute("none", all.isEmpty());
        return "taskdefinitions/list";
    }

    @GetMapping("/{family}")
    String family(Connection connection, @PathVariable String family, ListQuery query, Model model) {
        List<Standing> all = this.definitions.revisions(connection, family);
        Slice<Standing> slice = Slice.of(all.stream()
            .filter((one) -> query.filter()
                .matches(Map.of("revision", String.valueOf(one.revision().number()), "state",
                        RevisionRow.status(one.state()).word())))
            .toList(), query, Map.of("revision", Comparator.comparing((one) -> one.revision().number())));
        Map<String, TaskDefinition> contents = contents(connection,
                slice.rows().stream().map((one) -> one.revision().arn()).toList());
        model.addAttribute("rows",
                slice.rows().stream().map((one) -> RevisionRow.of(one, contents.get(one.revision().arn()))).toList());
        all.stream()
            .filter((one) -> one.state() == State.ACTIVE)
            .findFirst()
            .ifPresent((one) -> model.addAttribute("newest", family + ":" + one.revision().number()));
        model.addAttribute("slice", slice)
            .addAttribute("query", query)
            .addAttribute("family", family)
            .addAttribute("uses", Uses.of(this.usage, connection));
        return "taskdefinitions/family";
    }

    private Map<String, TaskDefinition> contents(Connection connection, List<String> arns) {
        return this.definitions.contents(connection, arns)
            .stream()
            .collect(Collectors.toMap(TaskDefinition::arn, Function.identity()));
    }

}
