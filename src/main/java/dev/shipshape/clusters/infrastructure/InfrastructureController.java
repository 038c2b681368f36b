package dev.shipshape.clusters.infrastructure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Costs;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The tab of a cluster that shows what its tasks run on. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/infrastructure")
class InfrastructureController {

    private static final Map<String, Comparator<Instance>> ORDERS = Map.of("machine",
            Comparator.comparing(Instance::machine), "zone", Comparator.comparing(Instance::zone), "state",
            Comparator.comparing((instance) -> instance.state().word()), "running",
            Comparator.comparing(Instance::running));

    private final Infrastructure infrastructure;

    private final Clusters clusters;

    private final Costs costs;

    InfrastructureController(Infrastructure infrastructure, Clusters clusters, Costs costs) {
        this.infrastructure = infrastructure;
        this.clusters = clusters;
        this.costs = costs;
    }

    @GetMapping
    @Nullable ModelAndView list(Connection connection, @PathVariable("cluster") String name, ListQuery query, Model model,
            Live live) {
        Cluster cluster = this.clusters.named(connection, name);
        Attempt<List<Provider>> providers = Attempt.at(() -> this.infrastructure.providers(connection, cluster));
        Attempt<List<Instance>> told = Attempt.at(() -> this.infrastructure.instances(connection, cluster));
        List<Instance> all = told.orElse(List.of());
        Slice<Instance> slice = Slice.of(all.stream()
            .filter((instance) -> query.filter()
                .matches(Map.of("machine", instance.machine(), "id", instance.id(), "type", instance.type(), "zone",
                        instance.zone(), "state", instance.state().word(), "provider", instance.provider())))
            .toList(), query, ORDERS);
        model.addAttribute("cluster", cluster)
            .addAttribute("spent", this.costs.ofCluster(connection, name))
            .addAttribute("providers", providers)
            .addAttribute("none", all.isEmpty())
            .addAttribute("unread", told.problem())
            .addAttribute("instances", slice)
            .addAttribute("query", query);
        return live.answer(List.of(providers, slice, all.isEmpty(), told.ok()), false, "clusters/infrastructure",
                "parts");
    }

}
