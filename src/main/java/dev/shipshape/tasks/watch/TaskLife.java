package dev.shipshape.tasks.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.TaskTimes;
import dev.shipshape.web.Life;
import dev.shipshape.web.Life.Phase;
import dev.shipshape.web.Life.Station;
import dev.shipshape.web.Life.Stop;
import org.jspecify.annotations.Nullable;

/** The eight states of a task (ECS developer guide, "task lifecycle") as a line. */
final class TaskLife {

    private static final List<String> STATES = List.of("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING",
            "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED");

    private static final int PENDING = 1;

    private static final int ACTIVATING = 2;

    private static final int RUNNING = 3;

    private TaskLife() {
    }

    static Life of(Task task) {
        TaskTimes times = task.times();
        List<@Nullable Instant> reached = Arrays.asList(times.created(), first(times.connected(), times.pullStarted()),
                times.pullStopped(), times.started(), times.stopping(), null, times.executionStopped(),
                times.stopped());
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < STATES.size(); i++) {
            stops.add(new Stop(STATES.get(i).charAt(0) + STATES.get(i).substring(1).toLowerCase(Locale.ROOT),
                    reached.get(i)));
        }
        int now = Math.max(0, STATES.indexOf(task.lastStatus()));
        int broken = task.failed() ? brokenAt(times) : -1;
        Life life = Life.of(stops, now, broken, task.state().tone());
        return (now <= RUNNING || times.started() != null) ? life : withoutRunning(life, stops);
    }

    /** Where it broke: at the last station that it came to on its way up. */
    private static int brokenAt(TaskTimes times) {
        if (times.started() != null) {
            return RUNNING;
        }
        if (times.pullStopped() != null) {
            return ACTIVATING;
        }
        return (times.pullStarted() != null || times.connected() != null) ? PENDING : 0;
    }

    /** A task that was stopped on its way up never ran, whoever stopped it. */
    private static Life withoutRunning(Life life, List<Stop> stops) {
        List<Station> stations = new ArrayList<>(life.stations());
        for (int i = PENDING; i <= RUNNING; i++) {
            Station station = stations.get(i);
            if (stops.get(i).at() == null && station.phase() == Phase.DONE) {
                stations.set(i, new Station(station.word(), Phase.SKIPPED, null, null));
            }
        }
        return new Life(List.copyOf(stations), life.tone());
    }

    private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
        return (one != null) ? one : other;
    }

}
