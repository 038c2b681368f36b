package dev.shipshape.ecsservices;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Formats;
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

/** Stops a service without deleting it, and starts it again. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/services/{service}")
class StopController {

    private static final String STOP = "ecsservices/stop";

    private static final String START = "ecsservices/start";

    private final EcsServices services;

    private final ServiceStops stops;

    StopController(EcsServices services, ServiceStops stops) {
        this.services = services;
        this.stops = stops;
    }

    @ModelAttribute("service")
    Service service(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("service") String name) {
        return this.services.named(connection, cluster, name);
    }

    @GetMapping("/stops/new")
    String stop() {
        return STOP;
    }

    @PostMapping("/stops")
    String stop(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            RedirectAttributes flash) {
        this.stops.stop(connection, service);
        flash.addFlashAttribute("message", "Service " + service.name() + " is stopped. Start it, and it keeps "
                + new Formats().count(service.desired(), "task") + " again.");
        return "redirect:" + service.page(connection);
    }

    @GetMapping("/starts/new")
    String start(@ModelAttribute(name = "service", binding = false) Service service, Model model) {
        model.addAttribute("form", new ScaleForm(String.valueOf(Math.max(1, ServiceStops.before(service).desired()))));
        return START;
    }

    @PostMapping("/starts")
    String start(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            @Valid @ModelAttribute("form") ScaleForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes flash) {
        if (!result.hasErrors() && Integer.parseInt(form.count()) == 0) {
            result.rejectValue("count", "zero", "Start it with at least one task.");
        }
        if (result.hasErrors()) {
            return FormProblems.again(response, START);
        }
        try {
            this.stops.start(connection, service, Integer.parseInt(form.count()));
            flash.addFlashAttribute("message", "Service " + service.name() + " starts its tasks.");
            return "redirect:" + service.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, START);
        }
    }

}
