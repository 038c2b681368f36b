package dev.shipshape.taskdefinitions.pages;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.cost.Prices;
import dev.shipshape.taskdefinitions.Family;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.Download;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The families. The list itself takes a call for a hundred revisions; what the newest of
 * each says takes a call each, and is asked for when the list stands there already.
 */
@Controller
@RequestMapping("/{connection}/task-definitions")
class FamilyController {

    private static final Map<String, Comparator<Family>> ORDERS = Map.of("name",
            Comparator.comparing(Family::name, String.CASE_INSENSITIVE_ORDER), "revisions",
            Comparator.comparing((family) -> family.revisions().size()));

    private final TaskDefinitions definitions;

    private final Prices prices;

    FamilyController(TaskDefinitions definitions, Prices prices) {
        this.definitions = definitions;
        this.prices = prices;
    }

    @GetMapping
    @Nullable ModelAndView list(Connection connection, ListQuery query, @RequestParam(defaultValue = "active") String state,
            @RequestParam(defaultValue = "false") boolean details, Model model, Live live) {
        boolean active = !state.equals("inactive");
        List<Family> all = this.definitions.families(connection, active ? State.ACTIVE : State.INACTIVE,
                Extent.IN_TIME);
        Slice<Family> slice = Slice.of(all.stream().filter((family) -> matches(family, query)).toList(), query, ORDERS);
        List<String> arns = slice.rows().stream().map((family) -> family.latest().arn()).toList();
        Map<String, TaskDefinition> newest = (details ? this.definitions.contents(connection, arns)
                : this.definitions.remembered(connection, arns))
            .stream()
            .collect(Collectors.toMap(TaskDefinition::arn, Function.identity()));
        List<FamilyRow> rows = slice.rows()
            .stream()
            .map((family) -> FamilyRow.of(family, newest.get(family.latest().arn()), connection, this.prices))
            .toList();
        model.addAttribute("rows", rows)
            .addAttribute("slice", slice)
            .addAttribute("query", query)
            .addAttribute("active", active)
            .addAttribute("none", all.isEmpty())
            .addAttribute("unread", !details && newest.size() < arns.size());
        return live.answer(List.of(slice, rows), true, "taskdefinitions/list", "families");
    }

    @GetMapping(params = "format")
    ResponseEntity<String> file(Connection connection, ListQuery query,
            @RequestParam(defaultValue = "active") String state, @RequestParam String format) {
        List<Family> all = this.definitions
            .families(connection, state.equals("inactive") ? State.INACTIVE : State.ACTIVE, Extent.WHOLE)
            .stream()
            .filter((family) -> matches(family, query))
            .toList();
        Map<String, Function<Family, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("family", Family::name);
        columns.put("newest", (family) -> family.latest().number());
        columns.put("revisions", (family) -> family.revisions().size());
        columns.put("arn", (family) -> family.latest().arn());
        return Download.of("task-definitions", query.ordered(all, ORDERS), columns).as(format);
    }

    private static boolean matches(Family family, ListQuery query) {
        return query.filter().matches(Map.of("name", family.name(), "family", family.name()));
    }

}
