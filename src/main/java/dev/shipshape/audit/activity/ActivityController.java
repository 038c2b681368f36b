package dev.shipshape.audit.activity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.audit.Action;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Slice;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The Activity page, across connections. */
@Controller
class ActivityController {

    private final ActionLog actions;

    private final Connections connections;

    private final List<ResourceKind> kinds;

    private final ActionPages pages;

    ActivityController(ActionLog actions, Connections connections, List<ResourceKind> kinds, ActionPages pages) {
        this.actions = actions;
        this.pages = pages;
        this.connections = connections;
        this.kinds = kinds;
    }

    @GetMapping("/activity")
    String list(ActivityQuery query, ListQuery list, Model model) {
        Page<Action> page = this.actions.find(query.specification(), list.page(), list.size());
        int last = Math.max(1, page.getTotalPages());
        if (list.page() > last) {
            page = this.actions.find(query.specification(), last, list.size());
        }
        List<ActivityRow> rows = this.pages.rows(page.getContent());
        model.addAttribute("query", query);
        model.addAttribute("slice",
                new Slice<>(rows, Math.min(list.page(), last), list.size(), Math.toIntExact(page.getTotalElements())));
        model.addAttribute("connections", this.connections.all().stream().map(Connection::name).toList());
        model.addAttribute("kinds", this.kinds.stream().map(ResourceKind::key).sorted().toList());
        model.addAttribute("outcomes", outcomes());
        return "audit/activity";
    }

    private static Map<String, String> outcomes() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (Action.Result result : Action.Result.values()) {
            outcomes.put(result.name().toLowerCase(Locale.ROOT), ActivityRow.status(result).word());
        }
        return outcomes;
    }

}
