package dev.shipshape.ecsservices.options;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.ecsservices.Service;
import dev.shipshape.ecsservices.launch.LaunchChoices;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Changes all of a service that AWS lets one change, in one form. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/services/{service}/edits")
class EditController {

    private static final String VIEW = "ecsservices/edit";

    private final EcsServices services;

    private final LaunchChoices choices;

    private final OptionChoices options;

    EditController(EcsServices services, LaunchChoices choices, OptionChoices options) {
        this.services = services;
        this.choices = choices;
        this.options = options;
    }

    @ModelAttribute("service")
    Service service(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("service") String name) {
        return this.services.named(connection, cluster, name);
    }

    @GetMapping("/new")
    String form(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            Model model) {
        EditForm form = EditForm.of(service);
        model.addAttribute("form", form);
        return show(connection, form, model);
    }

    @PostMapping
    String change(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            @ModelAttribute("form") EditForm form, BindingResult result, Model model, HttpServletResponse response,
            RedirectAttributes flash) {
        if (result.hasErrors()) {
            return FormProblems.again(response, show(connection, form, model));
        }
        try {
            UpdateServiceRequest request = form.request(service, this.services.told(connection, service));
            if (form.moves(service)) {
                this.choices.network(connection).check(form.network());
            }
            if (request.taskDefinition() != null) {
                this.choices.definition(connection, form.taskDefinition());
            }
            this.services.change(connection, service, request);
            flash.addFlashAttribute("message", "Service " + service.name() + " is changed.");
            return "redirect:" + service.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, show(connection, form, model));
        }
    }

    private String show(Connection connection, EditForm form, Model model) {
        this.choices.offer(connection, model, form.taskDefinition());
        this.options.offer(connection, model, form.options());
        return VIEW;
    }

}
