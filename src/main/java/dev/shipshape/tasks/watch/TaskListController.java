package dev.shipshape.tasks.watch;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Spent;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The tasks of a cluster, and of all clusters. */
@Controller
@RequestMapping("/{connection}")
class TaskListController {

    private final Tasks tasks;

    private final Clusters clusters;

    private final Costs costs;

    private final Clock clock;

    TaskListController(Tasks tasks, Clusters clusters, Costs costs, Clock clock) {
        this.tasks = tasks;
        this.clusters = clusters;
        this.costs = costs;
        this.clock = clock;
    }

    @GetMapping("/tasks")
    @Nullable ModelAndView everywhere(Connection connection, ListQuery query, @RequestParam(defaultValue = "") String show,
            Model model, Live live) {
        return list(connection, null, this.tasks.everywhere(connection), query, show, model, live);
    }

    @GetMapping("/clusters/{cluster}/tasks")
    @Nullable ModelAndView inCluster(Connection connection, @PathVariable("cluster") String name, ListQuery query,
            @RequestParam(defaultValue = "") String show, Model model, Live live) {
        model.addAttribute("cluster", this.clusters.named(connection, name))
            .addAttribute("spent", this.costs.ofCluster(connection, name));
        return list(connection, name, this.tasks.in(connection, name), query, show, model, live);
    }

    private @Nullable ModelAndView list(Connection connection, @Nullable String cluster, List<Task> told,
            ListQuery query, String show, Model model, Live live) {
        Show shown = Show.of(show);
        List<TaskRow> rows = rows(connection, cluster, told);
        Slice<TaskRow> slice = Slice.of(rows.stream()
            .filter(shown::keeps)
            .filter((row) -> query.filter().isEmpty() || query.filter().matches(row.facts()))
            .toList(), query, TaskRow.ORDERS);
        int stopped = (int) rows.stream().filter(Show.STOPPED::keeps).count();
        Counts counts = new Counts(rows.size(), rows.size() - stopped, stopped);
        Map<String, Spent> spent = this.costs.of(connection, slice.rows().stream().map(TaskRow::arn).toList());
        model.addAttribute("tasks", slice)
            .addAttribute("costs", spent)
            .addAttribute("counts", counts)
            .addAttribute("query", query)
            .addAttribute("keep", this.tasks.keepsFor())
            .addAttribute("show", shown.name().toLowerCase(Locale.ROOT));
        return live.answer(List.of(slice, counts, spent), told.stream().allMatch((task) -> task.atRest(this.clock)),
                "tasks/list", "rows");
    }

    /** What AWS tells and, below it, what it has forgotten and we have not. */
    private List<TaskRow> rows(Connection connection, @Nullable String cluster, List<Task> told) {
        Set<String> known = told.stream().map(Task::arn).collect(Collectors.toSet());
        return Stream
            .concat(told.stream(),
                    this.tasks.kept(connection, cluster).stream().filter((task) -> !known.contains(task.arn())))
            .map((task) -> TaskRow.of(connection, task))
            .toList();
    }

    /** Which tasks the switch above the list keeps. */
    enum Show {

        ALL, RUNNING, STOPPED;

        static Show of(String word) {
            return switch (word) {
                case "running" -> RUNNING;
                case "stopped" -> STOPPED;
                default -> ALL;
            };
        }

        boolean keeps(TaskRow row) {
            return this == ALL || row.stopped() == (this == STOPPED);
        }

    }

    /**
     * How many tasks each side of the switch has.
     *
     * @param all all
     * @param running those that are not over
     * @param stopped those that are over
     */
    record Counts(int all, int running, int stopped) {
    }

}
