package dev.shipshape.ecsservices;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.web.Many;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes many services at once, after one confirmation that names them all. */
@Controller
@RequestMapping("/{connection}/services/{verb:stops|starts|scalings|deployments|deletions}")
class ManyServicesController {

    private final EcsServices services;

    private final ServiceStops stops;

    ManyServicesController(EcsServices services, ServiceStops stops) {
        this.services = services;
        this.stops = stops;
    }

    @GetMapping("/new")
    String confirm(Connection connection, @PathVariable("verb") String path,
            @RequestParam(required = false) @Nullable List<String> id, Model model) {
        List<Service> ticked = ticked(connection, id);
        model.addAttribute("verb", verb(path))
            .addAttribute("action", connection.path() + "/services/" + path)
            .addAttribute("back", back(connection, ticked))
            .addAttribute("things",
                    ticked.stream()
                        .map((service) -> new Many.Thing(id(service), service.name(),
                                service.definition() + ", " + service.running() + " of " + service.desired()
                                        + " running in " + service.cluster()))
                        .toList());
        return "ecsservices/many";
    }

    @PostMapping
    String change(Connection connection, @PathVariable("verb") String path,
            @RequestParam(required = false) @Nullable List<String> id, @RequestParam(defaultValue = "1") String count,
            RedirectAttributes flash) {
        if (!count.matches(ServiceForm.COUNT)) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, ServiceForm.COUNTS, "Go back and type another number.");
        }
        List<Service> ticked = ticked(connection, id);
        ManyVerb verb = verb(path);
        int tasks = Integer.parseInt(count);
        flash.addFlashAttribute("many",
                Many.each(verb.word() + " services", ticked, Service::name, (service) -> service.page(connection),
                        (service) -> verb.to(connection, service, tasks, this.services, this.stops)));
        return "redirect:" + back(connection, ticked);
    }

    private static ManyVerb verb(String path) {
        return Stream.of(ManyVerb.values())
            .filter((one) -> one.path().equals(path))
            .findFirst()
            .orElseThrow(() -> new NotFound("action", path));
    }

    /** Read by the cluster, not one by one; what has gone meanwhile is left out. */
    private List<Service> ticked(Connection connection, @Nullable List<String> ids) {
        List<String> clusters = Many.ticked(ids)
            .stream()
            .map((id) -> id.substring(0, Math.max(0, id.indexOf('/'))))
            .distinct()
            .toList();
        return Many.ticked(ids, this.services.everywhere(connection, clusters, Extent.WHOLE),
                ManyServicesController::id, "service");
    }

    private static String id(Service service) {
        return service.cluster() + "/" + service.name();
    }

    private static String back(Connection connection, List<Service> services) {
        List<String> clusters = services.stream().map(Service::cluster).distinct().toList();
        return connection.path() + ((clusters.size() == 1) ? "/clusters/" + clusters.get(0) : "") + "/services";
    }

}
