package dev.shipshape.ecsservices;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.launch.LaunchChoices;
import dev.shipshape.taskdefinitions.TaskDefinitions;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Scales a service, deploys it anew, deletes it. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/services/{service}")
class ServiceChangeController {

    private static final String SCALE = "ecsservices/scale";

    private static final String DEPLOY = "ecsservices/deploy";

    private static final String DELETE = "ecsservices/delete";

    private final EcsServices services;

    private final TaskDefinitions definitions;

    private final LaunchChoices choices;

    ServiceChangeController(EcsServices services, TaskDefinitions definitions, LaunchChoices choices) {
        this.services = services;
        this.definitions = definitions;
        this.choices = choices;
    }

    @ModelAttribute("service")
    Service service(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("service") String name) {
        return this.services.named(connection, cluster, name);
    }

    @GetMapping("/scalings/new")
    String scale(@ModelAttribute(name = "service", binding = false) Service service,
            @RequestParam(defaultValue = "") String count, Model model) {
        model.addAttribute("form", new ScaleForm(count.isEmpty() ? String.valueOf(service.desired()) : count));
        return SCALE;
    }

    @PostMapping("/scalings")
    String scale(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            @Valid @ModelAttribute("form") ScaleForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes flash) {
        if (result.hasErrors()) {
            return FormProblems.again(response, SCALE);
        }
        try {
            this.services.scale(connection, service, Integer.parseInt(form.count()));
            flash.addFlashAttribute("message",
                    "Service " + service.name() + " keeps " + form.count() + " from now on.");
            return "redirect:" + service.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, SCALE);
        }
    }

    @GetMapping("/deployments/new")
    String deploy(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            Model model) {
        model.addAttribute("form", new DeployForm(service.definition()));
        return deploying(connection, service, model);
    }

    @PostMapping("/deployments")
    String deploy(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            @Valid @ModelAttribute("form") DeployForm form, BindingResult result, Model model,
            HttpServletResponse response, RedirectAttributes flash) {
        if (result.hasErrors()) {
            return FormProblems.again(response, deploying(connection, service, model));
        }
        try {
            String definition = this.choices.definition(connection, form.taskDefinition()).label();
            this.services.deploy(connection, service, definition);
            flash.addFlashAttribute("message",
                    "Service " + service.name() + " replaces its tasks by new ones of " + definition + ".");
            return "redirect:" + service.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, deploying(connection, service, model));
        }
    }

    /** The newest revisions of its own family, and the one that it runs. */
    private String deploying(Connection connection, Service service, Model model) {
        List<String> newest = this.definitions.families(connection)
            .stream()
            .filter((family) -> family.name().equals(service.family()))
            .flatMap((family) -> family.revisions().stream().limit(20))
            .map((revision) -> service.family() + ":" + revision.number())
            .toList();
        model.addAttribute("definitionNames",
                Stream.concat(newest.stream(), Stream.of(service.definition())).distinct().toList());
        return DEPLOY;
    }

    @GetMapping("/deletions/new")
    String confirm(@ModelAttribute(name = "service", binding = false) Service service, Model model) {
        return deleting(service, model);
    }

    @PostMapping("/deletions")
    String delete(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            String confirmation, Model model, HttpServletResponse response, RedirectAttributes flash) {
        if (!service.name().equals(confirmation)) {
            model.addAttribute("mistyped", (confirmation != null) ? confirmation : "");
            return FormProblems.again(response, deleting(service, model));
        }
        this.services.delete(connection, service);
        flash.addFlashAttribute("message",
                "Service " + service.name() + " is being deleted. It drains until its tasks have ended.");
        return "redirect:" + service.page(connection);
    }

    private static String deleting(Service service, Model model) {
        int tasks = service.running() + service.pending();
        model.addAttribute("takes", (tasks == 0) ? List.of() : List
            .of(new Formats().count(tasks, "task") + " of " + service.definition() + ", which it stops first"));
        return DELETE;
    }

}
