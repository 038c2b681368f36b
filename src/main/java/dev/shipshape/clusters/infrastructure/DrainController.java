package dev.shipshape.clusters.infrastructure;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;

/**
 * Tells a container instance to give its tasks away, and to take some again: each is
 * asked once, with its command.
 */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/infrastructure/{instance}")
class DrainController {

    private final Infrastructure infrastructure;

    private final Clusters clusters;

    DrainController(Infrastructure infrastructure, Clusters clusters) {
        this.infrastructure = infrastructure;
        this.clusters = clusters;
    }

    @ModelAttribute("cluster")
    Cluster cluster(Connection connection, @PathVariable("cluster") String name) {
        return this.clusters.named(connection, name);
    }

    @ModelAttribute("instance")
    Instance instance(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("instance") String id) {
        return this.infrastructure.instance(connection, cluster, id);
    }

    @GetMapping("/drains/new")
    String drain(Model model) {
        model.addAttribute("drains", true);
        return "clusters/drain";
    }

    @GetMapping("/activations/new")
    String activate(Model model) {
        model.addAttribute("drains", false);
        return "clusters/drain";
    }

    @PostMapping("/drains")
    String drain(Connection connection, @ModelAttribute(name = "cluster", binding = false) Cluster cluster,
            @ModelAttribute(name = "instance", binding = false) Instance instance, RedirectAttributes flash) {
        this.infrastructure.turn(connection, cluster.name(), instance, ContainerInstanceStatus.DRAINING);
        return told(connection, cluster, flash,
                instance.machine() + " drains: it takes no new tasks, and those of services are replaced elsewhere.");
    }

    @PostMapping("/activations")
    String activate(Connection connection, @ModelAttribute(name = "cluster", binding = false) Cluster cluster,
            @ModelAttribute(name = "instance", binding = false) Instance instance, RedirectAttributes flash) {
        this.infrastructure.turn(connection, cluster.name(), instance, ContainerInstanceStatus.ACTIVE);
        return told(connection, cluster, flash, instance.machine() + " takes tasks again.");
    }

    private static String told(Connection connection, Cluster cluster, RedirectAttributes flash, String message) {
        flash.addFlashAttribute("message", message);
        return "redirect:" + connection.path() + "/clusters/" + cluster.name() + "/infrastructure";
    }

}
