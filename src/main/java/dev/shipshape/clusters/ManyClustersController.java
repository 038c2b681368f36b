package dev.shipshape.clusters;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.Many;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Deletes many clusters after one confirmation that names them all. AWS refuses those in
 * which something stands; each says so for itself, and the confirmation says it before.
 */
@Controller
@RequestMapping("/{connection}/clusters/deletions")
class ManyClustersController {

    private final Clusters clusters;

    ManyClustersController(Clusters clusters) {
        this.clusters = clusters;
    }

    @GetMapping("/new")
    String confirm(Connection connection, @RequestParam(required = false) @Nullable List<String> id, Model model) {
        List<Cluster> ticked = ticked(connection, id);
        model.addAttribute("full", ticked.stream().filter((cluster) -> !cluster.empty()).toList())
            .addAttribute("things",
                    ticked.stream()
                        .map((cluster) -> new Many.Thing(cluster.name(), cluster.name(), contents(cluster)))
                        .toList());
        return "clusters/many";
    }

    @PostMapping
    String delete(Connection connection, @RequestParam(required = false) @Nullable List<String> id,
            RedirectAttributes flash) {
        String list = connection.path() + "/clusters";
        flash.addFlashAttribute("many", Many.each("Delete clusters", ticked(connection, id), Cluster::name,
                (cluster) -> list + "/" + cluster.name(), (cluster) -> {
                    this.clusters.delete(connection, cluster.name(), cluster.arn());
                    return "is gone";
                }));
        return "redirect:" + list;
    }

    private List<Cluster> ticked(Connection connection, @Nullable List<String> ids) {
        return Many.ticked(ids, this.clusters.in(connection), Cluster::name, "cluster");
    }

    private static String contents(Cluster cluster) {
        return cluster.empty() ? "empty" : "not empty: " + String.join(", ", cluster.contents());
    }

}
