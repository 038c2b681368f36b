package dev.shipshape.clusters;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.Many;
import dev.shipshape.web.NotFound;
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
        List<String> ticked = Many.ticked(ids);
        List<Cluster> found = this.clusters.in(connection)
            .stream()
            .filter((cluster) -> ticked.contains(cluster.name()))
            .toList();
        if (found.isEmpty()) {
            throw new NotFound("cluster", String.join(", ", ticked));
        }
        return found;
    }

    private static String contents(Cluster cluster) {
        String contents = Stream
            .of(count(cluster.services(), "service"), count(cluster.running(), "running task"),
                    count(cluster.pending(), "pending task"), count(cluster.instances(), "container instance"))
            .filter((part) -> !part.isEmpty())
            .collect(Collectors.joining(", "));
        return contents.isEmpty() ? "empty" : "not empty: " + contents;
    }

    private static String count(int number, String noun) {
        return (number == 0) ? "" : number + " " + noun + ((number == 1) ? "" : "s");
    }

}
