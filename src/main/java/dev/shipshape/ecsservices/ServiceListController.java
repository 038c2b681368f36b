package dev.shipshape.ecsservices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Spent;
import dev.shipshape.web.Download;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The services of a cluster, and of all clusters. */
@Controller
@RequestMapping("/{connection}")
class ServiceListController {

    private final EcsServices services;

    private final Clusters clusters;

    private final Costs costs;

    ServiceListController(EcsServices services, Clusters clusters, Costs costs) {
        this.services = services;
        this.clusters = clusters;
        this.costs = costs;
    }

    @GetMapping("/services")
    @Nullable ModelAndView everywhere(Connection connection, ListQuery query, Model model, Live live) {
        return list(connection, everywhere(connection), query, model, live);
    }

    @GetMapping(path = "/services", params = "format")
    ResponseEntity<String> everywhere(Connection connection, ListQuery query, String format) {
        return file(connection, everywhere(connection), query, format);
    }

    private List<Service> everywhere(Connection connection) {
        return this.services.everywhere(connection, this.clusters.names(connection), Extent.IN_TIME);
    }

    @GetMapping("/clusters/{cluster}/services")
    @Nullable ModelAndView inCluster(Connection connection, @PathVariable("cluster") String cluster, ListQuery query, Model model,
            Live live) {
        model.addAttribute("cluster", this.clusters.named(connection, cluster))
            .addAttribute("spent", this.costs.ofCluster(connection, cluster));
        return list(connection, this.services.in(connection, cluster), query, model, live);
    }

    @GetMapping(path = "/clusters/{cluster}/services", params = "format")
    ResponseEntity<String> inCluster(Connection connection, @PathVariable("cluster") String cluster, ListQuery query,
            String format) {
        return file(connection, this.services.in(connection, cluster), query, format);
    }

    private @Nullable ModelAndView list(Connection connection, List<Service> all, ListQuery query, Model model,
            Live live) {
        Slice<ServiceRow> slice = Slice.of(rows(connection, all, query).toList(), query, ServiceRow.ORDERS);
        Map<String, Spent> spent = this.costs.of(connection, slice.rows().stream().map(ServiceRow::arn).toList());
        model.addAttribute("none", all.isEmpty())
            .addAttribute("services", slice)
            .addAttribute("query", query)
            .addAttribute("actions", actions(connection))
            .addAttribute("costs", spent);
        return live.answer(List.of(slice, all.size(), spent), all.stream().allMatch(Service::atRest),
                "ecsservices/list", "rows");
    }

    private static Stream<ServiceRow> rows(Connection connection, List<Service> all, ListQuery query) {
        return all.stream()
            .map((service) -> ServiceRow.of(connection, service))
            .filter((row) -> query.filter().isEmpty() || query.filter().matches(row.facts()));
    }

    /** What can be done to many at once, by the address of its confirmation. */
    private static Map<String, String> actions(Connection connection) {
        Map<String, String> actions = new LinkedHashMap<>();
        for (ManyVerb verb : ManyVerb.values()) {
            actions.put(connection.path() + "/services/" + verb.path() + "/new", verb.word());
        }
        return actions;
    }

    private static ResponseEntity<String> file(Connection connection, List<Service> all, ListQuery query,
            String format) {
        Map<String, Function<ServiceRow, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("name", ServiceRow::name);
        columns.put("cluster", ServiceRow::cluster);
        columns.put("state", (row) -> row.status().word());
        columns.put("taskDefinition", ServiceRow::definition);
        columns.put("launch", ServiceRow::launch);
        columns.put("desired", ServiceRow::desired);
        columns.put("running", ServiceRow::running);
        columns.put("pending", ServiceRow::pending);
        columns.put("arn", ServiceRow::arn);
        List<ServiceRow> rows = rows(connection, all, query).toList();
        return Download.of("services", query.ordered(rows, ServiceRow.ORDERS), columns).as(format);
    }

}
