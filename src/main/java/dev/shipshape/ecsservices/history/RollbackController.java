package dev.shipshape.ecsservices.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.ecsservices.Service;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Formats;
import dev.shipshape.web.NotFound;
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

/** The way back: to an earlier revision, or out of a deployment that is on its way. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/services/{service}")
class RollbackController {

    private static final String VIEW = "ecsservices/rollback";

    private final EcsServices services;

    private final ServiceHistory history;

    RollbackController(EcsServices services, ServiceHistory history) {
        this.services = services;
        this.history = history;
    }

    @ModelAttribute("service")
    Service service(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("service") String name) {
        return this.services.named(connection, cluster, name);
    }

    @GetMapping("/rollbacks/new")
    String form(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            RollbackForm asked, Model model) {
        Map<String, String> earlier = earlier(connection, service);
        String first = earlier.keySet().stream().findFirst().orElse("");
        model.addAttribute("form", asked.taskDefinition().isEmpty() ? new RollbackForm(first) : asked)
            .addAttribute("earlier", earlier);
        return VIEW;
    }

    @PostMapping("/rollbacks")
    String rollBack(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            @Valid @ModelAttribute("form") RollbackForm form, BindingResult result, Model model,
            HttpServletResponse response, RedirectAttributes flash) {
        Map<String, String> earlier = earlier(connection, service);
        model.addAttribute("earlier", earlier);
        if (!result.hasErrors() && !earlier.containsKey(form.taskDefinition())) {
            result.rejectValue("taskDefinition", "unknown", "It did not run that before. Choose one of those shown.");
        }
        if (result.hasErrors()) {
            return FormProblems.again(response, VIEW);
        }
        try {
            this.services.rollBack(connection, service, form.taskDefinition());
            flash.addFlashAttribute("message",
                    "Service " + service.name() + " goes back to " + form.taskDefinition() + ".");
            return "redirect:" + service.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, VIEW);
        }
    }

    @GetMapping("/deployment-stops/new")
    String confirm(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            Model model) {
        model.addAttribute("deployment", inProgress(connection, service));
        return "ecsservices/deployment-stop";
    }

    @PostMapping("/deployment-stops")
    String stop(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            RedirectAttributes flash) {
        this.history.stop(connection, service, inProgress(connection, service));
        flash.addFlashAttribute("message", "The deployment is stopped; the service goes back to what ran before.");
        return "redirect:" + service.page(connection);
    }

    private PastDeployment inProgress(Connection connection, Service service) {
        return this.history.of(connection, service)
            .stream()
            .filter(PastDeployment::inProgress)
            .findFirst()
            .orElseThrow(() -> new NotFound("deployment in progress of service", service.name()));
    }

    /** Each revision that it ran and does not run, with when and what came of it. */
    private Map<String, String> earlier(Connection connection, Service service) {
        List<PastDeployment> past = this.history.of(connection, service);
        Map<String, String> earlier = new LinkedHashMap<>();
        Formats formats = new Formats();
        for (PastDeployment one : past) {
            if (!one.definition().isEmpty() && !one.definition().equals(service.definition())) {
                earlier.putIfAbsent(one.definition(),
                        one.definition() + " · deployed " + formats.moment(one.started()) + " · " + one.state().word());
            }
        }
        return earlier;
    }

}
