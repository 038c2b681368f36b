package dev.shipshape.logs;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Prices;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Slice;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The list of log groups, and their deletion. Names have slashes, so they go in queries.
 */
@Controller
@RequestMapping("/{connection}/log-groups")
class LogGroupController {

    private static final Map<String, Comparator<LogGroup>> ORDERS = Map.of("name", Comparator.comparing(LogGroup::name),
            "size", Comparator.comparing(LogGroup::bytes), "made", Comparator.comparing(LogGroup::createdAt));

    private final LogGroups groups;

    private final Prices prices;

    private final Costs costs;

    LogGroupController(LogGroups groups, Prices prices, Costs costs) {
        this.groups = groups;
        this.prices = prices;
        this.costs = costs;
    }

    @GetMapping
    String list(Connection connection, ListQuery query, Model model) {
        List<LogGroup> all = this.groups.in(connection);
        Slice<LogGroup> slice = Slice.of(
                all.stream().filter((group) -> query.filter().matches(Map.of("name", group.name()))).toList(), query,
                ORDERS);
        BigDecimal hour = this.prices
            .of(Billable.logs(connection.region(), all.stream().mapToLong(LogGroup::bytes).sum()))
            .perHour();
        model.addAttribute("none", all.isEmpty()).addAttribute("groups", slice).addAttribute("query", query);
        model.addAttribute("hour", hour);
        model.addAttribute("costs",
                this.costs.ofShown(connection,
                        slice.rows()
                            .stream()
                            .map((group) -> new Costs.Shown(group.arn(), group.billable(connection), null))
                            .toList()));
        return "logs/groups";
    }

    @GetMapping("/deletions/new")
    String confirm(Connection connection, @RequestParam String name, Model model) {
        model.addAttribute("group", named(connection, name));
        return "logs/delete";
    }

    @PostMapping("/deletions")
    String delete(Connection connection, @RequestParam String name, @RequestParam String confirmation, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        LogGroup group = named(connection, name);
        if (!confirmation.equals(name)) {
            model.addAttribute("group", group).addAttribute("mistyped", confirmation);
            return FormProblems.again(response, "logs/delete");
        }
        this.groups.delete(connection, name, group.arn());
        redirect.addFlashAttribute("message", "Log group " + name + " is gone.");
        return "redirect:" + connection.path() + "/log-groups";
    }

    private LogGroup named(Connection connection, String name) {
        return this.groups.now(connection, name).orElseThrow(() -> new NotFound("log group", name));
    }

}
