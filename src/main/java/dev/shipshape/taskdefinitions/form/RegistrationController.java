package dev.shipshape.taskdefinitions.form;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.roles.Role;
import dev.shipshape.taskdefinitions.roles.TaskRoles;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.HtmxViews;
import dev.shipshape.web.Problem;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/{connection}/task-definitions")
class RegistrationController {

    private static final String VIEW = "taskdefinitions/new";

    private final TaskDefinitions definitions;

    private final TaskRoles roles;

    private final FormPage page;

    RegistrationController(TaskDefinitions definitions, TaskRoles roles, FormPage page) {
        this.definitions = definitions;
        this.roles = roles;
        this.page = page;
    }

    @GetMapping("/new")
    String form(Connection connection, @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "") String preset, @RequestParam(defaultValue = "") String image,
            Model model) {
        TaskDefinitionJson json = (from != null) ? this.definitions.json(connection, from)
                : this.page.preset(connection, preset).running(image);
        return shown(TaskDefinitionForm.of(json, connection.region()), connection, model, VIEW);
    }

    @PostMapping
    String register(Connection connection, @ModelAttribute("form") TaskDefinitionForm form, BindingResult result,
            Model model, HttpServletResponse response, RedirectAttributes redirect) {
        if (new FormChecks(form, result).complete()) {
            try {
                TaskDefinition made = this.page.register(connection, form);
                redirect.addFlashAttribute("message", made.label() + " is registered. Run it next.");
                return "redirect:" + TaskDefinitions.page(connection, made.label());
            }
            catch (Problem problem) {
                FormProblems.show(problem, result);
            }
        }
        this.page.fill(connection, form, model);
        return FormProblems.again(response, VIEW);
    }

    /** The form as it would be after a button of its own; nothing is registered. */
    @PostMapping("/drafts")
    String draft(Connection connection, @ModelAttribute("form") TaskDefinitionForm form, BindingResult result,
            @RequestParam(defaultValue = "") String show, @RequestParam(required = false) @Nullable String add,
            @RequestParam(defaultValue = "-1") int remove, Model model, HttpServletResponse response,
            HtmxRequest htmx) {
        String view = HtmxViews.of(htmx, VIEW, "editor");
        if (!show.isEmpty() && !new FormChecks(form, result).readable()) {
            this.page.fill(connection, form, model);
            return FormProblems.again(response, view);
        }
        return shown(drafted(form, connection.region(), show, add != null, remove), connection, model, view);
    }

    private static TaskDefinitionForm drafted(TaskDefinitionForm form, String region, String show, boolean add,
            int remove) {
        if (!show.isEmpty()) {
            TaskDefinitionJson json = form.definition(region);
            return show.equals("json") ? form.asJson(json, region) : TaskDefinitionForm.of(json, region);
        }
        if (form.inJson()) {
            return form;
        }
        return FargateSizes.fit(add ? form.plus(ContainerForm.empty()) : form.without(remove));
    }

    /** Makes the usual execution role and goes on with the form. */
    @PostMapping("/execution-roles")
    String executionRole(Connection connection, @ModelAttribute("form") TaskDefinitionForm form, BindingResult result,
            Model model, HttpServletResponse response, HtmxRequest htmx) {
        String view = HtmxViews.of(htmx, VIEW, "editor");
        try {
            Role role = this.roles.createExecutionRole(connection);
            model.addAttribute("message", role.name() + " stands, and is chosen below.");
            return shown(form.executedBy(role.arn()), connection, model, view);
        }
        catch (Problem problem) {
            FormProblems.show(problem, result);
            this.page.fill(connection, form, model);
            return FormProblems.again(response, view);
        }
    }

    /** A form that differs from what was sent needs no errors of what was sent. */
    private String shown(TaskDefinitionForm form, Connection connection, Model model, String view) {
        model.asMap().remove(BindingResult.MODEL_KEY_PREFIX + "form");
        model.addAttribute("form", form);
        this.page.fill(connection, form, model);
        return view;
    }

}
