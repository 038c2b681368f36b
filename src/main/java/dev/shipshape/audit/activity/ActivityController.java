package dev.shipshape.audit.activity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.audit.Action;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
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

    ActivityController(ActionLog actions, Connections connections, List<ResourceKind> kinds) {
        this.actions = actions;
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
        List<ActivityRow> rows = page.map((action) -> ActivityRow.of(action, page(action))).getContent();
        model.addAttribute("query", query);
        model.addAttribute("slice",
                new Slice<>(rows, Math.min(list.page(), last), list.size(), Math.toIntExact(page.getTotalElements())));
        model.addAttribute("connections", this.connections.all().stream().map(Connection::name).toList());
        model.addAttribute("kinds", this.kinds.stream().map(ResourceKind::key).sorted().toList());
        model.addAttribute("outcomes", outcomes());
        return "audit/activity";
    }

    /** Of what was removed or never made there is no page. */
    private @Nullable String page(Action action) {
        Connection connection = this.connections.find(action.getConnection()).orElse(null);
        if (connection == null || action.getVerb().removes() || action.getOutcome() == Action.Result.FAILED) {
            return null;
        }
        String arn = action.getArn();
        Resource resource = Resource.of(action.getKind(), action.getResource(), action.getScope(),
                (arn != null) ? arn : "", null);
        return this.kinds.stream()
            .filter((kind) -> kind.key().equals(action.getKind()))
            .findFirst()
            .map((kind) -> kind.page(connection, resource))
            .orElse(null);
    }

    private static Map<String, String> outcomes() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (Action.Result result : Action.Result.values()) {
            outcomes.put(result.name().toLowerCase(Locale.ROOT), ActivityRow.status(result).word());
        }
        return outcomes;
    }

}
