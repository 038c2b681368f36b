package dev.shipshape.ecsservices;

import java.util.List;
import java.util.Map;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Prices;
import dev.shipshape.ecsservices.history.ServiceHistory;
import dev.shipshape.ecsservices.spi.ServiceTasks;
import dev.shipshape.ecsservices.steady.Diagnosis;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows a service. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/services")
class ServiceController {

    private final EcsServices services;

    private final ServiceTasks tasks;

    private final Prices prices;

    private final Costs costs;

    private final ServiceHistory history;

    ServiceController(EcsServices services, ServiceTasks tasks, Prices prices, Costs costs, ServiceHistory history) {
        this.services = services;
        this.tasks = tasks;
        this.prices = prices;
        this.costs = costs;
        this.history = history;
    }

    @GetMapping("/{service}")
    @Nullable ModelAndView detail(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("service") String name, ListQuery query, Model model, Live live) {
        Service service = this.services.named(connection, cluster, name);
        Attempt<List<ServiceTasks.ServiceTask>> tasks = Attempt.at(() -> this.tasks.of(connection, cluster, name));
        ServicePage page = new ServicePage(service, this.prices.of(this.services.billable(connection, service)),
                this.costs.of(connection, service.arn()), tasks,
                Diagnosis.of(service, tasks.orElse(List.of()), ServiceStops.before(service).desired()),
                Attempt.at(() -> this.history.of(connection, service)),
                service.events()
                    .stream()
                    .filter((event) -> query.filter().matches(Map.of("message", event.message())))
                    .toList());
        model.addAttribute("page", page)
            .addAttribute("query", query)
            .addAttribute("aws", AwsConsole.service(connection, cluster, name));
        return live.answer(page, service.atRest(), "ecsservices/detail", "service");
    }

}
