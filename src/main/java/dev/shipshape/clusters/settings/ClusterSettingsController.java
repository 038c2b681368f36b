package dev.shipshape.clusters.settings;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.clusters.infrastructure.Infrastructure;
import dev.shipshape.cost.Costs;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The tab of a cluster with what is set of it, and the form of its capacity providers.
 */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}")
class ClusterSettingsController {

    private static final String SETTINGS = "clusters/settings";

    private static final String CAPACITY = "clusters/capacity";

    private final Clusters clusters;

    private final ClusterChanges changes;

    private final Infrastructure infrastructure;

    private final Costs costs;

    ClusterSettingsController(Clusters clusters, ClusterChanges changes, Infrastructure infrastructure, Costs costs) {
        this.clusters = clusters;
        this.changes = changes;
        this.infrastructure = infrastructure;
        this.costs = costs;
    }

    @ModelAttribute("cluster")
    Cluster cluster(Connection connection, @PathVariable("cluster") String name, Model model) {
        model.addAttribute("spent", this.costs.ofCluster(connection, name))
            .addAttribute("insightsNames", SettingsForm.INSIGHTS)
            .addAttribute("loggingNames", SettingsForm.LOGGING);
        return this.clusters.named(connection, name);
    }

    @GetMapping("/settings")
    String settings(@ModelAttribute(name = "cluster", binding = false) Cluster cluster, Model model) {
        model.addAttribute("form", SettingsForm.of(cluster.settings()));
        return SETTINGS;
    }

    @PostMapping("/settings")
    String change(Connection connection, @ModelAttribute(name = "cluster", binding = false) Cluster cluster,
            @Valid @ModelAttribute("form") SettingsForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes flash) {
        if (form.execLogging().equals("OVERRIDE") && form.execLogGroup().isEmpty()) {
            result.rejectValue("execLogGroup", "missing", "Name the log group that the sessions are written to.");
        }
        if (result.hasErrors()) {
            return FormProblems.again(response, SETTINGS);
        }
        try {
            if (!form.isAs(cluster.settings())) {
                this.changes.update(connection, cluster, form.request(cluster.name(), cluster.settings()));
            }
            flash.addFlashAttribute("message", "The settings of " + cluster.name() + " are as you chose.");
            return "redirect:" + connection.path() + "/clusters/" + cluster.name() + "/settings";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, SETTINGS);
        }
    }

    @GetMapping("/capacity-providers")
    String capacity(Connection connection, @ModelAttribute(name = "cluster", binding = false) Cluster cluster,
            Model model) {
        model.addAttribute("form", CapacityForm.of(cluster, this.infrastructure.providerNames(connection)));
        return CAPACITY;
    }

    @PostMapping("/capacity-providers")
    String capacity(Connection connection, @ModelAttribute(name = "cluster", binding = false) Cluster cluster,
            @ModelAttribute("form") CapacityForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            this.changes.put(connection, cluster, form.request(cluster.name()));
            flash.addFlashAttribute("message", "The capacity providers of " + cluster.name() + " are as you chose.");
            return "redirect:" + connection.path() + "/clusters/" + cluster.name() + "/infrastructure";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, CAPACITY);
        }
    }

}
