package dev.shipshape.localaws.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Lets tasks live their life as time passes, whatever they are made of. All methods but
 * {@link #close} belong inside a transaction.
 */
public final class Engine implements AutoCloseable {

    /** How long ECS still shows a stopped task. */
    public static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    private final Table<Task> tasks;

    private final Table<TaskDefinition> definitions;

    private final Table<TaskRun> runs;

    private final Table<TaskInterface> interfaces;

    private final Pace pace;

    private final Lives lives;

    /** An engine for these tasks, with what they are made of. */
    public Engine(Store store, Table<Task> tasks, Table<TaskDefinition> definitions, Pace pace, Lives lives) {
        this.tasks = tasks;
        this.definitions = definitions;
        this.runs = store.records("engine.runs", TaskRun.class);
        this.interfaces = TaskInterface.table(store);
        this.pace = pace;
        this.lives = lives;
    }

    /** How fast tasks live here. */
    public Pace pace() {
        return this.pace;
    }

    /** Stores a new task and lets it begin, with its interface if it has one. */
    public void begin(Task task, @Nullable TaskInterface networkInterface) {
        this.tasks.put(task.taskArn(), task);
        this.runs.put(task.taskArn(), new TaskRun(TaskRun.Phase.PROVISIONING, task.createdAt(), Map.of()));
        if (networkInterface != null) {
            this.interfaces.put(TaskInterface.key(task.taskArn()), networkInterface);
        }
    }

    /** Ends a task; one that is ending already is left alone. */
    public Task stop(Task task, Instant now, TaskStopCode code, String reason) {
        TaskRun run = this.runs.find(task.taskArn()).orElseThrow();
        if (run.phase().isEnding()) {
            return task;
        }
        TaskState state = new TaskState(task, run);
        life(state).stop(now, code, reason);
        store(state);
        return state.task();
    }

    /** Lets time pass up to now; true if something moved. */
    public boolean advance(Instant now) {
        boolean moved = false;
        for (String arn : this.runs.keys("")) {
            TaskRun run = this.runs.find(arn).orElseThrow();
            Task task = this.tasks.find(arn).orElseThrow();
            if (run.phase() == TaskRun.Phase.STOPPED) {
                forget(task, now);
                continue;
            }
            TaskState state = new TaskState(task, run);
            if (life(state).advance(now)) {
                store(state);
                moved = true;
            }
        }
        return moved;
    }

    private void forget(Task task, Instant now) {
        if (task.stoppedAt() != null && task.stoppedAt().plus(STOPPED_TASKS_STAY).isBefore(now)) {
            this.tasks.remove(task.taskArn());
            this.runs.remove(task.taskArn());
        }
    }

    private void store(TaskState state) {
        Task task = state.task();
        if (state.run().phase() == TaskRun.Phase.STOPPED) {
            this.interfaces.remove(TaskInterface.key(task.taskArn()));
        }
        long version = (task.version() != null) ? task.version() : 0;
        this.tasks.put(task.taskArn(), task.toBuilder().version(version + 1).build());
        this.runs.put(task.taskArn(), state.run());
    }

    private Life life(TaskState state) {
        Task task = state.task();
        TaskInterface networkInterface = this.interfaces.find(TaskInterface.key(task.taskArn())).orElse(null);
        return this.lives.of(state, definition(task), networkInterface);
    }

    private TaskDefinition definition(Task task) {
        return this.definitions.find(task.taskDefinitionArn()).orElseThrow();
    }

    /** Takes up the tasks that run since before a restart. */
    public void resume() {
        for (String arn : this.runs.keys("")) {
            TaskState state = new TaskState(this.tasks.find(arn).orElseThrow(), this.runs.find(arn).orElseThrow());
            if (state.run().phase() != TaskRun.Phase.STOPPED && life(state).resume()) {
                store(state);
            }
        }
    }

    /** Forgets every task, after a reset. */
    public void clear() {
        this.lives.clear();
    }

    @Override
    public void close() {
        this.lives.close();
    }

}
