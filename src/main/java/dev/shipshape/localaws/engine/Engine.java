package dev.shipshape.localaws.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The simulated engine: lets tasks live their life as time passes. No image is run. All
 * methods but {@link #close} belong inside a transaction.
 */
public final class Engine implements AutoCloseable {

    /** How long ECS still shows a stopped task. */
    public static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    private final Table<Task> tasks;

    private final Table<TaskDefinition> definitions;

    private final Table<TaskRun> runs;

    private final Table<TaskInterface> interfaces;

    private final Pace pace;

    private final Surroundings surroundings;

    private final TaskPages pages = new TaskPages(new PageServer());

    public Engine(Store store, Table<Task> tasks, Table<TaskDefinition> definitions, Pace pace,
            Surroundings surroundings) {
        this.tasks = tasks;
        this.definitions = definitions;
        this.runs = store.records("engine.runs", TaskRun.class);
        this.interfaces = TaskInterface.table(store);
        this.pace = pace;
        this.surroundings = surroundings;
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
        TaskLife life = life(task, run);
        life.stop(now, code, reason);
        store(life);
        return life.task();
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
            TaskLife life = life(task, run);
            if (life.advance(now)) {
                store(life);
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

    private void store(TaskLife life) {
        Task task = life.task();
        if (life.run().phase() == TaskRun.Phase.STOPPED) {
            this.interfaces.remove(TaskInterface.key(task.taskArn()));
        }
        long version = (task.version() != null) ? task.version() : 0;
        this.tasks.put(task.taskArn(), task.toBuilder().version(version + 1).build());
        this.runs.put(task.taskArn(), life.run());
    }

    private TaskLife life(Task task, TaskRun run) {
        TaskInterface networkInterface = this.interfaces.find(TaskInterface.key(task.taskArn())).orElse(null);
        return new TaskLife(task, run, definition(task), networkInterface, this.pace, this.surroundings, this.pages);
    }

    private TaskDefinition definition(Task task) {
        return this.definitions.find(task.taskDefinitionArn()).orElseThrow();
    }

    /** Opens the pages of the tasks that run since before a restart. */
    public void resume() {
        for (String arn : this.runs.keys("")) {
            Task task = this.tasks.find(arn).orElseThrow();
            List<Container> containers = task.containers()
                .stream()
                .map((container) -> "RUNNING".equals(container.lastStatus()) ? reopen(task, container) : container)
                .toList();
            if (!containers.equals(task.containers())) {
                this.tasks.put(arn, task.toBuilder().containers(containers).build());
            }
        }
    }

    private Container reopen(Task task, Container container) {
        TaskDefinition definition = definition(task);
        ContainerDefinition of = definition.containerDefinitions()
            .stream()
            .filter((each) -> each.name().equals(container.name()))
            .findFirst()
            .orElseThrow();
        return container.toBuilder().networkBindings(this.pages.open(task, definition, of)).build();
    }

    /** Closes every page, after a reset. */
    public void clear() {
        this.pages.clear();
    }

    @Override
    public void close() {
        this.pages.close();
    }

}
