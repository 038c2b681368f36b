package dev.shipshape.taskdefinitions.pages;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.TaskDefinitions.Standing;
import dev.shipshape.taskdefinitions.usage.Usage;
import dev.shipshape.taskdefinitions.usage.Uses;
import dev.shipshape.web.Download;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The revisions of a family; as with the families, what each says is asked for when the
 * list stands there already.
 */
@Controller
@RequestMapping("/{connection}/task-definitions/{family}")
class RevisionsController {

    private static final Map<String, Comparator<Standing>> ORDERS = Map.of("revision",
            Comparator.comparing((one) -> one.revision().number()));

    private final TaskDefinitions definitions;

    private final Usage usage;

    RevisionsController(TaskDefinitions definitions, Usage usage) {
        this.definitions = definitions;
        this.usage = usage;
    }

    @GetMapping
    @Nullable ModelAndView list(Connection connection, @PathVariable String family, ListQuery query,
            @RequestParam(defaultValue = "false") boolean details, Model model, Live live) {
        List<Standing> all = this.definitions.revisions(connection, family);
        Uses uses = Uses.of(this.usage, connection, Extent.IN_TIME);
        Slice<Standing> slice = Slice.of(filtered(all, family, query, uses), query, ORDERS);
        List<String> arns = slice.rows().stream().map((one) -> one.revision().arn()).toList();
        Map<String, TaskDefinition> contents = (details ? this.definitions.contents(connection, arns)
                : this.definitions.remembered(connection, arns))
            .stream()
            .collect(Collectors.toMap(TaskDefinition::arn, Function.identity()));
        List<RevisionRow> rows = slice.rows()
            .stream()
            .map((one) -> RevisionRow.of(one, contents.get(one.revision().arn())))
            .toList();
        List<String> used = rows.stream().map((row) -> uses.words(family + ":" + row.number())).toList();
        model.addAttribute("rows", rows);
        all.stream()
            .filter((one) -> one.state() == State.ACTIVE)
            .findFirst()
            .ifPresent((one) -> model.addAttribute("newest", family + ":" + one.revision().number()));
        String here = connection.path() + "/task-definitions/" + family;
        model.addAttribute("slice", slice)
            .addAttribute("query", query)
            .addAttribute("family", family)
            .addAttribute("uses", uses)
            .addAttribute("unread", !details && contents.size() < arns.size())
            .addAttribute("aws", AwsConsole.family(connection, family))
            .addAttribute("actions", actions(here));
        return live.answer(List.of(slice, rows, used), true, "taskdefinitions/family", "revisions");
    }

    private static Map<String, String> actions(String here) {
        Map<String, String> actions = new LinkedHashMap<>();
        actions.put(here + "/differences", "Compare two");
        actions.put(here + "/deletions/new", "Deregister and delete…");
        return actions;
    }

    @GetMapping(params = "format")
    ResponseEntity<String> file(Connection connection, @PathVariable String family, ListQuery query,
            @RequestParam String format) {
        Uses uses = Uses.of(this.usage, connection, Extent.WHOLE);
        List<Standing> all = filtered(this.definitions.revisions(connection, family), family, query, uses);
        Map<String, Function<Standing, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("revision", (one) -> one.revision().number());
        columns.put("state", (one) -> RevisionRow.status(one.state()).word());
        columns.put("used by", (one) -> uses.words(family + ":" + one.revision().number()));
        columns.put("arn", (one) -> one.revision().arn());
        return Download.of(family, query.ordered(all, ORDERS), columns).as(format);
    }

    private static List<Standing> filtered(List<Standing> all, String family, ListQuery query, Uses uses) {
        return all.stream()
            .filter((one) -> query.filter()
                .matches(Map.of("revision", String.valueOf(one.revision().number()), "state",
                        RevisionRow.status(one.state()).word(), "used",
                        uses.words(family + ":" + one.revision().number()))))
            .toList();
    }

}
