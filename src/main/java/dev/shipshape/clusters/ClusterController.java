package dev.shipshape.clusters;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Spent;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Slice;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/{connection}/clusters")
class ClusterController {

    private static final Map<String, Comparator<Cluster>> ORDERS = Map.of("name", Comparator.comparing(Cluster::name),
            "services", Comparator.comparing(Cluster::services), "running", Comparator.comparing(Cluster::running),
            "pending", Comparator.comparing(Cluster::pending));

    private final Clusters clusters;

    private final Costs costs;

    ClusterController(Clusters clusters, Costs costs) {
        this.clusters = clusters;
        this.costs = costs;
    }

    @GetMapping
    @Nullable ModelAndView list(Connection connection, ListQuery query, Model model, Live live) {
        List<Cluster> all = this.clusters.in(connection);
        Slice<Cluster> slice = Slice.of(all.stream()
            .filter((cluster) -> query.filter()
                .matches(Map.of("name", cluster.name(), "state", cluster.state().word(), "tags",
                        cluster.tags().toString())))
            .toList(), query, ORDERS);
        model.addAttribute("none", all.isEmpty()).addAttribute("clusters", slice).addAttribute("query", query);
        Map<String, Spent> spent = this.costs.ofClusters(connection, slice.rows().stream().map(Cluster::name).toList());
        model.addAttribute("costs", spent);
        return live.answer(List.of(slice, spent), all.stream().noneMatch(Cluster::moving), "clusters/list", "rows");
    }

    @GetMapping("/new")
    String form(Connection connection, Model model) {
        model.addAttribute("form", ClusterForm.empty());
        return "clusters/new";
    }

    @PostMapping
    String create(Connection connection, @Valid @ModelAttribute("form") ClusterForm form, BindingResult result,
            HttpServletResponse response, RedirectAttributes redirect) {
        if (result.hasErrors()) {
            return FormProblems.again(response, "clusters/new");
        }
        try {
            Cluster cluster = this.clusters.create(connection, form.cluster());
            redirect.addFlashAttribute("message", "Cluster " + cluster.name() + " stands. Run a task in it next.");
            return "redirect:" + connection.path() + "/clusters/" + cluster.name();
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, "clusters/new");
        }
    }

    @GetMapping("/{cluster}/deletions/new")
    String confirm(Connection connection, @PathVariable("cluster") String name, Model model) {
        model.addAttribute("cluster", this.clusters.named(connection, name));
        return "clusters/delete";
    }

    @PostMapping("/{cluster}/deletions")
    String delete(Connection connection, @PathVariable("cluster") String name, String confirmation, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        Cluster cluster = this.clusters.named(connection, name);
        if (!name.equals(confirmation)) {
            model.addAttribute("cluster", cluster).addAttribute("mistyped", confirmation);
            return FormProblems.again(response, "clusters/delete");
        }
        this.clusters.delete(connection, name, cluster.arn());
        redirect.addFlashAttribute("message", "Cluster " + name + " is gone.");
        return "redirect:" + connection.path() + "/clusters";
    }

    @ModelAttribute("providers")
    Map<String, String> providers() {
        return ClusterForm.PROVIDERS;
    }

}
