package dev.shipshape.tasks.run;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.launch.Check;
import dev.shipshape.ecsservices.launch.LaunchChoices;
import dev.shipshape.ecsservices.launch.Quote;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.tasks.StartedTasks;
import dev.shipshape.tasks.TaskRun;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.HtmxViews;
import dev.shipshape.web.Problem;
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

/** Runs tasks. What the address names is filled in; the rest is the usual choice. */
@Controller
@RequestMapping("/{connection}")
class RunController {

    private static final String VIEW = "tasks/new";

    private final Tasks tasks;

    private final LaunchChoices choices;

    private final LikeBefore before;

    RunController(Tasks tasks, LaunchChoices choices, LikeBefore before) {
        this.tasks = tasks;
        this.choices = choices;
        this.before = before;
    }

    @GetMapping("/tasks/new")
    String form(Connection connection, @ModelAttribute("asked") RunForm asked, Model model) {
        RunForm like = asked;
        int slash = asked.like().indexOf('/');
        if (slash > 0) {
            String cluster = asked.like().substring(0, slash);
            String id = asked.like().substring(slash + 1);
            like = this.before.form(connection, cluster, id);
            model.addAttribute("lacksValues", this.before.lacksValues(connection, cluster, id));
        }
        RunForm form = like.with(this.choices.usual(connection, like.taskDefinition()));
        model.addAttribute("form", form);
        return show(connection, form, model);
    }

    /** The form's card anew; without scripts the whole form, with nothing run. */
    @PostMapping("/tasks/quotes")
    String quote(Connection connection, @ModelAttribute("form") RunForm form, Model model, HtmxRequest htmx) {
        if (HtmxViews.wantsFragment(htmx)) {
            model.addAttribute("quote", quoteOf(connection, form));
            RunForm shown = showing(connection, form);
            model.addAttribute("showing", shown).addAttribute("anew", !shown.shown().equals(form.shown()));
            return "tasks/new :: card";
        }
        return show(connection, form, model);
    }

    @PostMapping({ "/tasks", "/clusters/{cluster}/tasks" })
    String run(Connection connection, @Valid @ModelAttribute("form") RunForm form, BindingResult result, Model model,
            HttpServletResponse response, RedirectAttributes flash) {
        if (result.hasErrors()) {
            return FormProblems.again(response, show(connection, form, model));
        }
        try {
            TaskRun run = plan(connection, form);
            LaunchChoices.check(checks(connection, form, run), form.anyway());
            StartedTasks started = this.tasks.run(connection, run);
            flash.addFlashAttribute("message", started.message());
            String one = connection.path() + "/clusters/" + run.cluster() + "/tasks";
            return "redirect:" + ((started.tasks().size() == 1) ? started.tasks().get(0).page(connection) : one);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, show(connection, form, model));
        }
    }

    private String show(Connection connection, RunForm form, Model model) {
        this.choices.offer(connection, model, form.taskDefinition());
        model.addAttribute("showing", showing(connection, form));
        model.addAttribute("quote", quoteOf(connection, form));
        return VIEW;
    }

    /** With the containers of the revision that is chosen now. */
    private RunForm showing(Connection connection, RunForm form) {
        try {
            return form.taskDefinition().isEmpty() ? form
                    : form.showing(this.choices.definition(connection, form.taskDefinition()));
        }
        catch (Problem problem) {
            return form; // the field says that there is none
        }
    }

    private Quote quoteOf(Connection connection, RunForm form) {
        try {
            TaskRun run = plan(connection, form);
            return this.choices.quote(connection, run.billable(connection.region()), checks(connection, form, run),
                    run.request());
        }
        catch (Problem problem) {
            return Quote.incomplete(problem.what());
        }
    }

    private List<Check> checks(Connection connection, RunForm form, TaskRun run) {
        return this.choices.preflight(connection, run.cluster(), run.placement(), form.more().roles());
    }

    private TaskRun plan(Connection connection, RunForm form) {
        if (!form.missing().isEmpty()) {
            throw Problem.ofField("count", form.missing());
        }
        TaskDefinition definition = this.choices.definition(connection, form.taskDefinition());
        List<ContainerOverrides> own = form.containers()
            .stream()
            .filter((one) -> definition.container(one.name()).isPresent())
            .toList();
        return new TaskRun(form.cluster(), definition, form.on(), form.number(), form.network(),
                form.more().toAws(own));
    }

}
