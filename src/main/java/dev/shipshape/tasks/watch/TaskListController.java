package dev.shipshape.tasks.watch;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        return list(connection, this.tasks.everywhere(connection), query, show, model, live);
    }

    @GetMapping("/clusters/{cluster}/tasks")
    @Nullable ModelAndView inCluster(Connection connection, @PathVariable("cluster") String name, ListQuery query,
            @RequestParam(defaultValue = "") String show, Model model, Live live) {
        model.addAttribute("cluster", this.clusters.named(connection, name))
            .addAttribute("spent", this.costs.ofCluster(connection, name));
        return list(connection, this.tasks.in(connection, name), query, show, model, live);
    }

    private @Nullable ModelAndView list(Connection connection, List<Task> all, ListQuery query, String show,
            Model model, Live live) {
        Show shown = Show.of(show);
        List<TaskRow> rows = all.stream().map((task) -> TaskRow.of(connection, task)).toList();
        Slice<TaskRow> slice = Slice.of(
                rows.stream().filter(shown::keeps).filter((row) -> query.filter().matches(row.facts())).toList(), query,
                TaskRow.ORDERS);
        Counts counts = new Counts(rows.size(), (int) rows.stream().filter(Show.RUNNING::keeps).count(),
                (int) rows.stream().filter(Show.STOPPED::keeps).count());
        Map<String, Spent> spent = this.costs.of(connection, slice.rows().stream().map(TaskRow::arn).toList());
        model.addAttribute("tasks", slice)
            .addAttribute("costs", spent)
            .addAttribute("counts", counts)
            .addAttribute("query", query)
            .addAttribute("show", shown.name().toLowerCase(Locale.ROOT));
        return live.answer(List.of(slice, counts, spent), all.stream().allMatch((task) -> task.atRest(this.clock)),
                "tasks/list", "rows");
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
