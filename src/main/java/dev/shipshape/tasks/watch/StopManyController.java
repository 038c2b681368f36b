package dev.shipshape.tasks.watch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.Filter;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Many;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stops many tasks: those that were ticked, or all that a filter keeps. */
@Controller
@RequestMapping("/{connection}/tasks/stop-requests")
class StopManyController {

    private final Tasks tasks;

    private final TaskRows rows;

    StopManyController(Tasks tasks, TaskRows rows) {
        this.tasks = tasks;
        this.rows = rows;
    }

    @GetMapping("/new")
    String ask(Connection connection, @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(required = false) @Nullable String cluster, @RequestParam(defaultValue = "") String q,
            Model model) {
        List<Task> meant = (id != null) ? ticked(connection, id)
                : this.rows.running(connection, cluster, Filter.parse(q));
        if (meant.isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "None of these tasks can be stopped.",
                    "They have stopped, or stop already. Go back to the list and tick those that run.");
        }
        if (meant.size() > Many.LIMIT) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT,
                    meant.size() + " tasks are more than can be stopped at once.",
                    "Narrow the filter until at most " + Many.LIMIT + " are left.");
        }
        model.addAttribute("form", new StopForm(""));
        return show(connection, meant, cluster, model);
    }

    @PostMapping
    String stop(Connection connection, @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(required = false) @Nullable String cluster, @Valid @ModelAttribute("form") StopForm form,
            BindingResult result, Model model, HttpServletResponse response, RedirectAttributes flash) {
        List<Task> meant = ticked(connection, id);
        if (result.hasErrors()) {
            return FormProblems.again(response, show(connection, meant, cluster, model));
        }
        Many many = Many.each("Stop tasks", meant, StopManyController::name, (task) -> task.page(connection),
                (task) -> {
                    this.tasks.stop(connection, task, form.reason());
                    return "was told to stop";
                });
        flash.addFlashAttribute("many", many);
        return "redirect:" + list(connection, cluster);
    }

    private String show(Connection connection, List<Task> meant, @Nullable String cluster, Model model) {
        model.addAttribute("things",
                meant.stream().map((task) -> new Many.Thing(key(task), name(task), note(task))).toList());
        model.addAttribute("kept", meant.stream().filter((task) -> !task.service().isEmpty()).count());
        model.addAttribute("action",
                connection.path() + "/tasks/stop-requests" + ((cluster != null) ? "?cluster=" + cluster : ""));
        model.addAttribute("back", list(connection, cluster));
        return "tasks/stops";
    }

    private static String list(Connection connection, @Nullable String cluster) {
        return connection.path() + ((cluster != null) ? "/clusters/" + cluster : "") + "/tasks";
    }

    private List<Task> ticked(Connection connection, @Nullable List<String> ids) {
        List<String> ticked = Many.ticked(ids);
        Map<String, Task> known = ticked.stream()
            .filter((one) -> one.contains("/"))
            .map((one) -> one.substring(0, one.indexOf('/')))
            .distinct()
            .flatMap((cluster) -> this.tasks.in(connection, cluster).stream())
            .collect(Collectors.toMap(StopManyController::key, Function.identity(), (one, other) -> one));
        return ticked.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    private static String key(Task task) {
        return task.cluster() + "/" + task.id();
    }

    private static String name(Task task) {
        return task.definition() + " " + task.id().substring(0, Math.min(12, task.id().length()));
    }

    private static String note(Task task) {
        String kept = task.service().isEmpty() ? "" : "; its service " + task.service() + " starts another";
        return "in " + task.cluster() + kept;
    }

}
