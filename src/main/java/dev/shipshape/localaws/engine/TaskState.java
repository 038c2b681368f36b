package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.engine.TaskRun.Phase;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** A task as it is at the moment, which the steps of its life change. */
final class TaskState {

    private Task task;

    private TaskRun run;

    TaskState(Task task, TaskRun run) {
        this.task = task;
        this.run = run;
    }

    Task task() {
        return this.task;
    }

    TaskRun run() {
        return this.run;
    }

    void change(UnaryOperator<Task.Builder> change) {
        this.task = change.apply(this.task.toBuilder()).build();
    }

    /** Begins a phase that ECS does not tell of. */
    void enter(Phase phase, Instant at) {
        this.run = this.run.at(phase, at);
    }

    /** Begins a phase that ECS shows as the task's last status. */
    void enter(Phase phase, String lastStatus, Instant at) {
        change((task) -> task.lastStatus(lastStatus));
        enter(phase, at);
    }

    boolean isStarted(String container) {
        return this.run.started().containsKey(container);
    }

    void started(String container, Instant at) {
        Map<String, Instant> started = new HashMap<>(this.run.started());
        started.put(container, at);
        this.run = this.run.with(started);
    }

    Container container(String name) {
        return this.task.containers()
            .stream()
            .filter((container) -> container.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no container " + name));
    }

    void change(String name, UnaryOperator<Container.Builder> change) {
        List<Container> containers = this.task.containers()
            .stream()
            .map((container) -> container.name().equals(name) ? change.apply(container.toBuilder()).build() : container)
            .toList();
        change((task) -> task.containers(containers));
    }

}
