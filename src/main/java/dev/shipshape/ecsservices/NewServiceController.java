package dev.shipshape.ecsservices;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.launch.LaunchChoices;
import dev.shipshape.ecsservices.launch.Quote;
import dev.shipshape.ecsservices.options.OptionChoices;
import dev.shipshape.ecsservices.options.OptionsForm;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.HtmxViews;
import dev.shipshape.web.Problem;
import dev.shipshape.web.TagLines;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Makes services. What the address names is filled in; the rest is the usual choice.
 */
@Controller
@RequestMapping("/{connection}")
class NewServiceController {

    private static final String VIEW = "ecsservices/new";

    private final EcsServices services;

    private static final Map<String, String> SCHEDULINGS = new TreeMap<>(
            Map.of("REPLICA", "As many tasks as are desired", "DAEMON", "One task on each container instance"))
        .descendingMap();

    private final LaunchChoices choices;

    private final OptionChoices options;

    NewServiceController(EcsServices services, LaunchChoices choices, OptionChoices options) {
        this.services = services;
        this.choices = choices;
        this.options = options;
    }

    @GetMapping("/services/new")
    String form(Connection connection, @ModelAttribute("asked") ServiceForm asked, Model model) {
        ServiceForm form = asked.with(this.choices.usual(connection, asked.taskDefinition()));
        model.addAttribute("form", form);
        return show(connection, form, model);
    }

    /** The form's card anew; without scripts the whole form, with nothing made. */
    @PostMapping("/services/quotes")
    String quote(Connection connection, @ModelAttribute("form") ServiceForm form, Model model, HtmxRequest htmx) {
        if (HtmxViews.wantsFragment(htmx)) {
            model.addAttribute("quote", quoteOf(connection, form)).addAttribute("anew", false);
            return "ecsservices/new :: card";
        }
        return show(connection, form, model);
    }

    @PostMapping({ "/services", "/clusters/{cluster}/services" })
    String create(Connection connection, @Valid @ModelAttribute("form") ServiceForm form, BindingResult result,
            Model model, HttpServletResponse response, RedirectAttributes flash) {
        if (result.hasErrors()) {
            return FormProblems.again(response, show(connection, form, model));
        }
        try {
            NewService asked = plan(connection, form);
            if (!form.byStrategy() || form.on().isFargate()) {
                LaunchChoices.check(this.choices.preflight(connection, asked.cluster(), asked.placement()),
                        form.anyway());
            }
            Service made = this.services.create(connection, asked);
            flash.addFlashAttribute("message", "Service " + made.name() + " stands and starts its tasks.");
            return "redirect:" + made.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, show(connection, form, model));
        }
    }

    private String show(Connection connection, ServiceForm form, Model model) {
        this.choices.offer(connection, model, form.taskDefinition());
        this.options.offer(connection, model, form.options());
        if (model.getAttribute("launchNames") instanceof Map<?, ?> launches) {
            Map<Object, Object> names = new LinkedHashMap<>(launches);
            names.put(ServiceForm.STRATEGY, "Capacity providers (Advanced)");
            model.addAttribute("launchNames", names);
        }
        model.addAttribute("schedulings", SCHEDULINGS);
        model.addAttribute("quote", quoteOf(connection, form));
        return VIEW;
    }

    private Quote quoteOf(Connection connection, ServiceForm form) {
        try {
            NewService asked = plan(connection, form);
            return this.choices.quote(connection, asked.billable(connection.region()),
                    this.choices.preflight(connection, asked.cluster(), asked.placement()), asked.request());
        }
        catch (Problem problem) {
            return Quote.incomplete(problem.what());
        }
    }

    private NewService plan(Connection connection, ServiceForm form) {
        if (!form.missing().isEmpty()) {
            throw Problem.ofField("count", form.missing());
        }
        return new NewService(form.cluster(), form.name(), this.choices.definition(connection, form.taskDefinition()),
                form.on(), form.number(), form.network(), form.daemon(), options(form),
                TagLines.parse("tags", form.tags()));
    }

    /** Rows that were left while a launch type is chosen do not count. */
    private static OptionsForm options(ServiceForm form) {
        return form.byStrategy() ? form.options() : form.options().withoutStrategy();
    }

}
