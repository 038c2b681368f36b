package dev.shipshape.tasks.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.shipshape.web.Download;
import org.jspecify.annotations.Nullable;

/** The columns of a list of tasks as a file. */
final class TaskColumns {

    private static final Map<String, Function<TaskRow, @Nullable Object>> COLUMNS = columns();

    private TaskColumns() {
    }

    static Download file(String name, List<TaskRow> rows) {
        return Download.of(name, rows, COLUMNS);
    }

    private static Map<String, Function<TaskRow, @Nullable Object>> columns() {
        Map<String, Function<TaskRow, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("task", TaskRow::id);
        columns.put("state", (row) -> row.status().word());
        columns.put("reason", TaskRow::why);
        columns.put("task definition", TaskRow::definition);
        columns.put("cluster", TaskRow::cluster);
        columns.put("service", TaskRow::service);
        columns.put("group", TaskRow::group);
        columns.put("runs on", TaskRow::launch);
        columns.put("zone", TaskRow::zone);
        columns.put("started by", TaskRow::startedBy);
        columns.put("created", TaskRow::created);
        columns.put("started", TaskRow::started);
        columns.put("stopped", TaskRow::stoppedAt);
        columns.put("seen last", TaskRow::seenAt);
        columns.put("arn", TaskRow::arn);
        return columns;
    }

}
