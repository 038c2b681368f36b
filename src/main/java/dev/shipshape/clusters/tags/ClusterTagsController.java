package dev.shipshape.clusters.tags;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Costs;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.OwnTags;
import dev.shipshape.web.Problem;
import dev.shipshape.web.TagsForm;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tab of a cluster with its tags. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/tags")
class ClusterTagsController {

    private static final String VIEW = "clusters/tags";

    private final Clusters clusters;

    private final Tags tags;

    private final Costs costs;

    ClusterTagsController(Clusters clusters, Tags tags, Costs costs) {
        this.clusters = clusters;
        this.tags = tags;
        this.costs = costs;
    }

    @GetMapping
    String show(Connection connection, @PathVariable("cluster") String name, Model model) {
        Cluster cluster = this.clusters.named(connection, name);
        model.addAttribute("form", TagsForm.of(cluster.tags()));
        return view(connection, cluster, model);
    }

    @PostMapping
    String change(Connection connection, @PathVariable("cluster") String name, @ModelAttribute("form") TagsForm form,
            BindingResult result, Model model, HttpServletResponse response, RedirectAttributes flash) {
        Cluster cluster = this.clusters.named(connection, name);
        try {
            Tagged tagged = new Tagged(Clusters.KIND, name, null, cluster.arn(), cluster.tags());
            boolean changed = this.tags.change(connection, tagged, "tags", form.tags());
            flash.addFlashAttribute("message", changed ? "The tags are changed." : "The tags are as they were.");
            return "redirect:" + connection.path() + "/clusters/" + name + "/tags";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, view(connection, cluster, model));
        }
    }

    private String view(Connection connection, Cluster cluster, Model model) {
        model.addAttribute("cluster", cluster)
            .addAttribute("spent", this.costs.ofCluster(connection, cluster.name()))
            .addAttribute("kept", OwnTags.kept(cluster.tags()));
        return VIEW;
    }

}
