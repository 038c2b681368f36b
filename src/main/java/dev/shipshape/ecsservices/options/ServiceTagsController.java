package dev.shipshape.ecsservices.options;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.tags.Tagged;
import dev.shipshape.clusters.tags.Tags;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.ecsservices.Service;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.OwnTags;
import dev.shipshape.web.Problem;
import dev.shipshape.web.TagsForm;
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

/** The tags of a service. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/services/{service}/tags")
class ServiceTagsController {

    private static final String VIEW = "ecsservices/tags";

    private final EcsServices services;

    private final Tags tags;

    ServiceTagsController(EcsServices services, Tags tags) {
        this.services = services;
        this.tags = tags;
    }

    @ModelAttribute("service")
    Service service(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("service") String name, Model model) {
        Service service = this.services.named(connection, cluster, name);
        model.addAttribute("kept", OwnTags.kept(service.tags()));
        return service;
    }

    @GetMapping
    String show(@ModelAttribute(name = "service", binding = false) Service service, Model model) {
        model.addAttribute("form", TagsForm.of(service.tags()));
        return VIEW;
    }

    @PostMapping
    String change(Connection connection, @ModelAttribute(name = "service", binding = false) Service service,
            @ModelAttribute("form") TagsForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            Tagged tagged = new Tagged(EcsServices.KIND, service.name(), service.cluster(), service.arn(),
                    service.tags());
            boolean changed = this.tags.change(connection, tagged, "tags", form.tags());
            flash.addFlashAttribute("message", changed ? "The tags are changed." : "The tags are as they were.");
            return "redirect:" + service.page(connection) + "/tags";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, VIEW);
        }
    }

}
