package dev.shipshape.clusters;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Spent;
import dev.shipshape.web.Download;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Slice;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/{connection}/clusters")
class ClusterController {

    private static final Map<String, Comparator<Cluster>> ORDERS = Map.of("name", Comparator.comparing(Cluster::name),
            "services", Comparator.comparing(Cluster::services), "running", Comparator.comparing(Cluster::running),
            "pending", Comparator.comparing(Cluster::pending));

    private static final Map<String, Function<Cluster, @Nullable Object>> COLUMNS = columns();

    private final Clusters clusters;

    private final Costs costs;

    ClusterController(Clusters clusters, Costs costs) {
        this.clusters = clusters;
        this.costs = costs;
    }

    @GetMapping
    @Nullable ModelAndView list(Connection connection, ListQuery query, Model model, Live live) {
        List<Cluster> all = this.clusters.in(connection);
        Slice<Cluster> slice = Slice.of(kept(all, query), query, ORDERS);
        model.addAttribute("none", all.isEmpty())
            .addAttribute("clusters", slice)
            .addAttribute("query", query)
            .addAttribute("deletions", Map.of(connection.path() + "/clusters/deletions/new", "Delete"));
        Map<String, Spent> spent = this.costs.ofClusters(connection, slice.rows().stream().map(Cluster::name).toList());
        model.addAttribute("costs", spent);
        return live.answer(List.of(slice, spent), all.stream().noneMatch(Cluster::moving), "clusters/list", "rows");
    }

    /** The same list as a file. */
    @GetMapping(params = "format")
    ResponseEntity<String> file(Connection connection, ListQuery query, @RequestParam String format) {
        List<Cluster> kept = kept(this.clusters.in(connection), query);
        return Download.of("clusters", query.ordered(kept, ORDERS), COLUMNS).as(format);
    }

    private static List<Cluster> kept(List<Cluster> clusters, ListQuery query) {
        return clusters.stream()
            .filter((cluster) -> query.filter()
                .matches(Map.of("name", cluster.name(), "state", cluster.state().word(), "tags",
                        cluster.tags().toString())))
            .toList();
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

    private static Map<String, Function<Cluster, @Nullable Object>> columns() {
        Map<String, Function<Cluster, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("name", Cluster::name);
        columns.put("state", Cluster::status);
        columns.put("services", Cluster::services);
        columns.put("running", Cluster::running);
        columns.put("pending", Cluster::pending);
        columns.put("instances", Cluster::instances);
        columns.put("defaultProvider", Cluster::defaultProvider);
        columns.put("arn", Cluster::arn);
        return Collections.unmodifiableMap(columns);
    }

    @ModelAttribute("providers")
    Map<String, String> providers() {
        return ClusterForm.PROVIDERS;
    }

}
