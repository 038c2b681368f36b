package dev.shipshape.tasks.watch;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Spent;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.Download;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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

    private final TaskRows rows;

    private final Clusters clusters;

    private final Costs costs;

    private final Clock clock;

    TaskListController(Tasks tasks, TaskRows rows, Clusters clusters, Costs costs, Clock clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.clusters = clusters;
        this.costs = costs;
        this.clock = clock;
    }

    @GetMapping("/tasks")
    @Nullable ModelAndView everywhere(Connection connection, ListQuery query, @RequestParam(defaultValue = "") String show,
            Model model, Live live) {
        return list(connection, null, query, show, model, live);
    }

    @GetMapping("/clusters/{cluster}/tasks")
    @Nullable ModelAndView inCluster(Connection connection, @PathVariable("cluster") String name, ListQuery query,
            @RequestParam(defaultValue = "") String show, Model model, Live live) {
        model.addAttribute("cluster", this.clusters.named(connection, name))
            .addAttribute("spent", this.costs.ofCluster(connection, name));
        return list(connection, name, query, show, model, live);
    }

    @GetMapping(path = "/tasks", params = "format")
    ResponseEntity<String> file(Connection connection, ListQuery query, @RequestParam(defaultValue = "") String show,
            @RequestParam String format) {
        return file(connection, null, query, show).as(format);
    }

    @GetMapping(path = "/clusters/{cluster}/tasks", params = "format")
    ResponseEntity<String> fileOfCluster(Connection connection, @PathVariable("cluster") String name, ListQuery query,
            @RequestParam(defaultValue = "") String show, @RequestParam String format) {
        return file(connection, name, query, show).as(format);
    }

    private Download file(Connection connection, @Nullable String cluster, ListQuery query, String show) {
        List<TaskRow> rows = kept(this.rows.of(connection, cluster), Show.of(show), query);
        return TaskColumns.file((cluster != null) ? "tasks-" + cluster : "tasks", query.ordered(rows, TaskRow.ORDERS));
    }

    private static List<TaskRow> kept(List<TaskRow> rows, Show shown, ListQuery query) {
        return rows.stream()
            .filter(shown::keeps)
            .filter((row) -> query.filter().isEmpty() || query.filter().matches(row.facts()))
            .toList();
    }

    private @Nullable ModelAndView list(Connection connection, @Nullable String cluster, ListQuery query, String show,
            Model model, Live live) {
        Show shown = Show.of(show);
        List<TaskRow> rows = this.rows.of(connection, cluster);
        List<TaskRow> kept = kept(rows, shown, query);
        Slice<TaskRow> slice = Slice.of(kept, query, TaskRow.ORDERS);
        int stopped = (int) rows.stream().filter(Show.STOPPED::keeps).count();
        Counts counts = new Counts(rows.size(), rows.size() - stopped, stopped,
                (int) kept.stream().filter(TaskRow::stoppable).count());
        Map<String, Spent> spent = this.costs.of(connection, slice.rows().stream().map(TaskRow::arn).toList());
        String inCluster = (cluster != null) ? "?cluster=" + cluster : "";
        model.addAttribute("tasks", slice)
            .addAttribute("costs", spent)
            .addAttribute("counts", counts)
            .addAttribute("query", query)
            .addAttribute("stops", Map.of(connection.path() + "/tasks/stop-requests/new" + inCluster, "Stop"))
            .addAttribute("keep", this.tasks.keepsFor())
            .addAttribute("show", shown.name().toLowerCase(Locale.ROOT));
        return live.answer(List.of(slice, counts, spent),
                this.rows.told(connection, cluster).stream().allMatch((task) -> task.atRest(this.clock)), "tasks/list",
                "rows");
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
     * @param stoppable those that the filter keeps and that can be stopped
     */
    record Counts(int all, int running, int stopped, int stoppable) {
    }

}
