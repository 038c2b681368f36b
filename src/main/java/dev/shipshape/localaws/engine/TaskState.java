package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.engine.TaskRun.Phase;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** A task as it is at the moment, which the steps of its life change. */
public final class TaskState {

    private Task task;

    private TaskRun run;

    /** A task and its run as they are stored. */
    public TaskState(Task task, TaskRun run) {
        this.task = task;
        this.run = run;
    }

    /** The task as it is now. */
    public Task task() {
        return this.task;
    }

    /** The run as it is now. */
    public TaskRun run() {
        return this.run;
    }

    /** Changes the task. */
    public void change(UnaryOperator<Task.Builder> change) {
        this.task = change.apply(this.task.toBuilder()).build();
    }

    /** Begins a phase that ECS does not tell of. */
    public void enter(Phase phase, Instant at) {
        this.run = this.run.at(phase, at);
    }

    /** Begins a phase that ECS shows as the task's last status. */
    public void enter(Phase phase, String lastStatus, Instant at) {
        change((task) -> task.lastStatus(lastStatus));
        enter(phase, at);
    }

    /** Whether the container of this name was started. */
    public boolean isStarted(String container) {
        return this.run.started().containsKey(container);
    }

    /** Notes that the container of this name was started. */
    public void started(String container, Instant at) {
        Map<String, Instant> started = new HashMap<>(this.run.started());
        started.put(container, at);
        this.run = this.run.with(started);
    }

    /**
     * The container of this name.
     * @throws IllegalStateException if the task has none
     */
    public Container container(String name) {
        return this.task.containers()
            .stream()
            .filter((container) -> container.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no container " + name));
    }

    /** Changes the container of this name. */
    public void change(String name, UnaryOperator<Container.Builder> change) {
        List<Container> containers = this.task.containers()
            .stream()
            .map((container) -> container.name().equals(name) ? change.apply(container.toBuilder()).build() : container)
            .toList();
        change((task) -> task.containers(containers));
    }

    /** The task has its network. */
    public void provisioned(@Nullable TaskInterface networkInterface, Instant at) {
        change((builder) -> ((networkInterface != null) ? networkInterface.attachTo(this.task) : builder)
            .connectivity(Connectivity.CONNECTED)
            .connectivityAt(at));
        enter(Phase.PENDING, "PENDING", at);
    }

    /** The task is to end. */
    public void stop(Instant at, TaskStopCode code, String reason, boolean ran) {
        change((builder) -> builder.desiredStatus("STOPPED")
            .stopCode(code)
            .stoppedReason(reason)
            .stoppingAt(at)
            .lastStatus(ran ? "DEACTIVATING" : "DEPROVISIONING"));
        enter(ran ? Phase.DEACTIVATING : Phase.DEPROVISIONING, at);
    }

    /** The task has ended and given back its network. */
    public void stopped(Instant at) {
        change((builder) -> builder.lastStatus("STOPPED")
            .stoppedAt(at)
            .attachments(this.task.attachments()
                .stream()
                .map((attachment) -> attachment.toBuilder().status("DELETED").build())
                .toList()));
        enter(Phase.STOPPED, at);
    }

}
