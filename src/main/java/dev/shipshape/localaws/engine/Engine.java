package dev.shipshape.localaws.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Schedule;
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
public final class Engine implements TaskChanges, AutoCloseable {

    /** How long ECS still shows a stopped task. */
    public static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    /** The only key of the table that holds it, and the only value of the index. */
    private static final String ALL = "all";

    private final Table<Task> tasks;

    private final Index<Task> withPorts;

    private final Table<Manner> manner;

    private final Table<TaskDefinition> definitions;

    private final Table<TaskRun> runs;

    private final Table<TaskInterface> interfaces;

    private final Schedule schedule;

    private final Pace pace;

    private final Lives lives;

    /** An engine for these tasks, with what they are made of. */
    public Engine(Store store, Table<Task> tasks, Table<TaskDefinition> definitions, Pace pace, Lives lives) {
        this.tasks = tasks;
        this.withPorts = tasks.index("ports", (task) -> hasPorts(task) ? List.of(ALL) : List.of());
        this.manner = store.records("engine.manner", Manner.class);
        this.definitions = definitions;
        this.runs = store.records("engine.runs", TaskRun.class);
        this.interfaces = TaskInterface.table(store);
        this.schedule = store.schedule("engine.due");
        this.pace = pace;
        this.lives = lives;
        lives.connect(this);
    }

    /** How fast tasks live here. */
    public Pace pace() {
        return this.pace;
    }

    /** Stores a new task and lets it begin, with its interface if it has one. */
    public void begin(Task task, @Nullable TaskInterface networkInterface) {
        // On a container instance there is nothing to provision but a network interface.
        TaskRun.Phase phase = "PENDING".equals(task.lastStatus()) ? TaskRun.Phase.PENDING : TaskRun.Phase.PROVISIONING;
        TaskRun run = new TaskRun(phase, task.createdAt(), Map.of());
        this.tasks.put(task.taskArn(), task);
        this.runs.put(task.taskArn(), run);
        if (networkInterface != null) {
            this.interfaces.put(TaskInterface.key(task.taskArn()), networkInterface);
        }
        TaskState state = new TaskState(task, run);
        life(state).takeUp();
        schedule(state);
    }

    /** Ends a task; one that is ending already is left alone. */
    public Task stop(Task task, Instant now, TaskStopCode code, String reason) {
        TaskRun run = this.runs.find(task.taskArn()).orElseThrow();
        if (run.phase().isEnding()) {
            return task;
        }
        TaskState state = new TaskState(this.tasks.find(task.taskArn()).orElse(task), run);
        life(state).stop(now, code, reason);
        store(state);
        return state.task();
    }

    @Override
    public Optional<TaskState> living(String taskArn) {
        return this.runs.find(taskArn)
            .filter((run) -> run.phase() != TaskRun.Phase.STOPPED)
            .flatMap((run) -> this.tasks.find(taskArn).map((task) -> new TaskState(task, run)));
    }

    @Override
    public Optional<TaskState> change(String taskArn, Consumer<TaskState> change) {
        Optional<TaskState> living = living(taskArn);
        living.ifPresent((state) -> {
            change.accept(state);
            store(state);
        });
        return living;
    }

    /**
     * Lets time pass up to now, for the tasks to which something happens by then; true if
     * something moved.
     */
    public boolean advance(Instant now) {
        boolean moved = false;
        for (String arn : this.schedule.due(now)) {
            TaskRun run = this.runs.find(arn).orElseThrow();
            Task task = this.tasks.find(arn).orElseThrow();
            if (run.phase() == TaskRun.Phase.STOPPED) {
                forget(arn);
                continue;
            }
            TaskState state = new TaskState(task, run);
            if (life(state).advance(now)) {
                store(state);
                moved = true;
            }
            else {
                schedule(state);
            }
        }
        return moved;
    }

    private void forget(String arn) {
        this.tasks.remove(arn);
        this.runs.remove(arn);
        this.schedule.cancel(arn);
    }

    private void store(TaskState state) {
        Task task = state.task();
        if (state.run().phase() == TaskRun.Phase.STOPPED) {
            this.interfaces.remove(TaskInterface.key(task.taskArn()));
        }
        long version = (task.version() != null) ? task.version() : 0;
        this.tasks.put(task.taskArn(), task.toBuilder().version(version + 1).build());
        this.runs.put(task.taskArn(), state.run());
        schedule(state);
    }

    /** Notes when the task is to be looked at next; never, while it only runs. */
    private void schedule(TaskState state) {
        String arn = state.task().taskArn();
        Instant stopped = state.task().stoppedAt();
        Instant next = (stopped != null) ? stopped.plus(STOPPED_TASKS_STAY) : life(state).due();
        if (next != null) {
            this.schedule.set(arn, next);
        }
        else {
            this.schedule.cancel(arn);
        }
    }

    private Life life(TaskState state) {
        Task task = state.task();
        TaskInterface networkInterface = this.interfaces.find(TaskInterface.key(task.taskArn())).orElse(null);
        return this.lives.of(state, definition(task), networkInterface);
    }

    private TaskDefinition definition(Task task) {
        return this.definitions.find(task.taskDefinitionArn()).orElseThrow();
    }

    /**
     * Takes up the tasks that run since before a restart. Tasks that live by time are due
     * when the state says, so that only those with ports are read, unless they lived in
     * another manner before, or in an older release.
     * @return whether every task was looked at
     */
    public boolean resume() {
        Manner now = new Manner(this.lives.name(), this.pace);
        boolean same = this.manner.find(ALL).filter(now::equals).isPresent();
        this.manner.put(ALL, now);
        if (same && this.lives.liveByTime()) {
            this.withPorts.keys(ALL).forEach(this::takeUp);
            return false;
        }
        this.runs.keys("").forEach(this::takeUp);
        return true;
    }

    private void takeUp(String arn) {
        TaskState state = new TaskState(this.tasks.find(arn).orElseThrow(), this.runs.find(arn).orElseThrow());
        if (state.run().phase() != TaskRun.Phase.STOPPED && life(state).takeUp()) {
            store(state);
        }
        else {
            schedule(state);
        }
    }

    private static boolean hasPorts(Task task) {
        return !"STOPPED".equals(task.lastStatus())
                && task.containers().stream().anyMatch((container) -> !container.networkBindings().isEmpty());
    }

    /** Forgets every task, after a reset. */
    public void clear() {
        this.lives.clear();
    }

    @Override
    public void close() {
        this.lives.close();
    }

    /**
     * How the tasks of the state lived until now.
     *
     * @param lives what they were made of
     * @param pace how fast
     */
    record Manner(String lives, Pace pace) {
    }

}
