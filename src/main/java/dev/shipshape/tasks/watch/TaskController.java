package dev.shipshape.tasks.watch;

import java.time.Clock;
import java.util.List;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One task: its life, its containers, its log lines, its end. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}/tasks/{task}")
class TaskController {

    private final Tasks tasks;

    private final TaskPages pages;

    private final TaskLogs logs;

    private final Clock clock;

    TaskController(Tasks tasks, TaskPages pages, TaskLogs logs, Clock clock) {
        this.tasks = tasks;
        this.pages = pages;
        this.logs = logs;
        this.clock = clock;
    }

    @GetMapping
    @Nullable ModelAndView detail(Connection connection, @PathVariable("cluster") String cluster, @PathVariable("task") String id,
            Model model, Live live) {
        Task task = this.tasks.named(connection, cluster, id);
        TaskPage page = this.pages.of(connection, task);
        List<TaskLog> lines = this.logs.of(connection, task);
        model.addAttribute("page", page).addAttribute("logs", lines);
        model.addAttribute("aws", task.kept() ? null : AwsConsole.task(connection, cluster, id));
        model.addAttribute("log", live.part(task.page(connection) + "/last-lines", lines, task.atRest(this.clock)));
        return live.answer(page, task.atRest(this.clock), "tasks/detail", "task");
    }

    @GetMapping("/last-lines")
    @Nullable ModelAndView logs(Connection connection, @PathVariable("cluster") String cluster, @PathVariable("task") String id,
            Model model, Live live) {
        Task task = this.tasks.named(connection, cluster, id);
        List<TaskLog> lines = this.logs.of(connection, task);
        model.addAttribute("task", task).addAttribute("logs", lines);
        return live.answer(lines, task.atRest(this.clock), "tasks/logs", "lines");
    }

    @GetMapping("/stop-requests/new")
    String ask(Connection connection, @PathVariable("cluster") String cluster, @PathVariable("task") String id,
            Model model) {
        model.addAttribute("task", this.tasks.named(connection, cluster, id)).addAttribute("form", new StopForm(""));
        return "tasks/stop";
    }

    @PostMapping("/stop-requests")
    String stop(Connection connection, @PathVariable("cluster") String cluster, @PathVariable("task") String id,
            @Valid @ModelAttribute("form") StopForm form, BindingResult result, Model model,
            HttpServletResponse response, RedirectAttributes flash) {
        Task task = this.tasks.named(connection, cluster, id);
        model.addAttribute("task", task);
        if (result.hasErrors()) {
            return FormProblems.again(response, "tasks/stop");
        }
        try {
            this.tasks.stop(connection, task, form.reason());
            flash.addFlashAttribute("message", "The task was told to stop.");
            return "redirect:" + task.page(connection);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, "tasks/stop");
        }
    }

}
