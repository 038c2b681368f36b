package dev.shipshape.tasks.map;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Costs;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The picture of a cluster, which is what one sees first of it. It never comes to rest:
 * what others start, from wherever, is to be seen here.
 */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}")
class MapController {

    private final Pictures pictures;

    private final Clusters clusters;

    private final Costs costs;

    MapController(Pictures pictures, Clusters clusters, Costs costs) {
        this.pictures = pictures;
        this.clusters = clusters;
        this.costs = costs;
    }

    @GetMapping({ "", "/map" })
    @Nullable ModelAndView show(Connection connection, @PathVariable("cluster") String name,
            @RequestParam(defaultValue = "") String by, @RequestParam(defaultValue = "false") boolean present,
            ListQuery query, Model model, Live live) {
        Cluster cluster = this.clusters.named(connection, name);
        Picture picture = this.pictures.of(connection, cluster, By.of(by), query.filter());
        model.addAttribute("cluster", cluster)
            .addAttribute("spent", this.costs.ofCluster(connection, name))
            .addAttribute("picture", picture)
            .addAttribute("present", present)
            .addAttribute("query", query);
        return live.answer(List.of(picture, present), false, "tasks/map", "picture");
    }

}
