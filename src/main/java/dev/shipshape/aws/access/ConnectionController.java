package dev.shipshape.aws.access;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SideBySide;
import dev.shipshape.aws.access.Access.Caller;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The connections side by side, and each by itself: who we are there and what we may see.
 */
@Controller
@RequestMapping("/connections")
class ConnectionController {

    private final Connections connections;

    private final SideBySide sideBySide;

    private final Access access;

    ConnectionController(Connections connections, SideBySide sideBySide, Access access) {
        this.connections = connections;
        this.sideBySide = sideBySide;
        this.access = access;
    }

    @GetMapping
    String list(Model model) {
        List<Connection> all = this.connections.all();
        List<Attempt<Caller>> callers = this.sideBySide.ask(all, "caller", this.access::caller);
        List<ConnectionRow> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            rows.add(ConnectionRow.of(all.get(i), callers.get(i), this.access.missing(all.get(i)).size()));
        }
        model.addAttribute("rows", rows);
        return "aws/connections";
    }

    @GetMapping("/{connection}")
    String show(Connection connection, Model model) {
        Attempt<Caller> caller = Attempt.at(() -> this.access.caller(connection));
        List<String> missing = this.access.missing(connection);
        model.addAttribute("row", ConnectionRow.of(connection, caller, missing.size()))
            .addAttribute("pages", this.access.pages(connection))
            .addAttribute("missing", missing)
            .addAttribute("missingPolicy", Access.policy(missing))
            .addAttribute("reads", Access.policy(PageNeeds.reads()))
            .addAttribute("changes", Access.policy(PageNeeds.changes()));
        return "aws/connection";
    }

    @PostMapping("/{connection}/checks")
    String check(Connection connection, Model model, HttpServletResponse response, RedirectAttributes redirect) {
        try {
            int there = this.access.check(connection);
            int asked = PageNeeds.reads().size();
            redirect.addFlashAttribute("message", (there == asked) ? "All " + asked + " permissions to look are there."
                    : there + " of " + asked + " permissions to look are there.");
            return "redirect:/connections/" + connection.name();
        }
        catch (Problem problem) {
            response.setStatus(problem.status().value());
            return show(connection, model);
        }
    }

}
