package dev.shipshape.localaws.engine.simulated;

import java.time.Instant;

import dev.shipshape.localaws.engine.Disturbances;
import dev.shipshape.localaws.engine.Life;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.engine.TaskRun;
import dev.shipshape.localaws.engine.TaskRun.Phase;
import dev.shipshape.localaws.engine.TaskState;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * One task on its way: takes the steps that are due, one after another, each at the time
 * when it was due, so that it comes out the same however seldom someone looks.
 */
final class TaskLife implements Life {

    private final TaskDefinition definition;

    private final Pace pace;

    private final Pulling pulling;

    private final Disturbances disturbances;

    private final @Nullable TaskInterface networkInterface;

    private final TaskState state;

    private final ContainerLives containers;

    TaskLife(TaskState state, TaskDefinition definition, @Nullable TaskInterface networkInterface, Pace pace,
            Surroundings surroundings, TaskPages pages) {
        this.state = state;
        this.definition = definition;
        this.networkInterface = networkInterface;
        this.pace = pace;
        this.pulling = new Pulling(surroundings);
        this.disturbances = surroundings.disturbances();
        this.containers = new ContainerLives(this.state, definition, pace,
                new TaskLog(state.task(), surroundings.logs()), pages);
    }

    private Task task() {
        return this.state.task();
    }

    private TaskRun run() {
        return this.state.run();
    }

    @Override
    public boolean advance(Instant now) {
        boolean moved = false;
        Instant due = due();
        while (due != null && !due.isAfter(now)) {
            step(due);
            moved = true;
            due = due();
        }
        return moved;
    }

    @Override
    public void stop(Instant at, TaskStopCode code, String reason) {
        boolean ran = run().phase() == Phase.RUNNING;
        this.state.stop(at, code, reason, ran);
        if (!ran) {
            this.containers.endAll(at);
        }
    }

    @Override
    public boolean takeUp() {
        return this.containers.reopen();
    }

    @Override
    public @Nullable Instant due() {
        return switch (run().phase()) {
            case STOPPED, HANGING -> null;
            case RUNNING -> this.containers.due();
            default -> run().since().plus(this.pace.of(run().phase().seconds()));
        };
    }

    private void step(Instant at) {
        switch (run().phase()) {
            case PROVISIONING -> this.state.provisioned(this.networkInterface, at);
            case PENDING -> {
                this.state.change((task) -> task.pullStartedAt(at));
                this.state.enter(this.disturbances.pullHangs() ? Phase.HANGING : Phase.PULLING, at);
            }
            case PULLING -> pulled(at);
            case PULLED -> this.state.enter(Phase.ACTIVATING, "ACTIVATING", at);
            case ACTIVATING -> {
                this.state.enter(Phase.RUNNING, at);
                this.containers.startReady(at);
            }
            case RUNNING -> {
                this.containers.event(at).ifPresent((ending) -> stop(at, ending.code(), ending.reason()));
                this.containers.startReady(at);
            }
            case DEACTIVATING -> this.state.enter(Phase.STOPPING, "STOPPING", at);
            case STOPPING -> {
                this.containers.endAll(at);
                this.state.enter(Phase.DEPROVISIONING, "DEPROVISIONING", at);
            }
            case DEPROVISIONING -> this.state.stopped(at);
            case STOPPED, HANGING -> throw new IllegalStateException("this task takes no step");
        }
    }

    private void pulled(Instant at) {
        for (ContainerDefinition container : this.definition.containerDefinitions()) {
            Pulling.Result result = this.pulling.pull(task(), container);
            if (result.error() != null) {
                this.state.change(container.name(), (next) -> next.reason(result.error()));
                stop(at, TaskStopCode.TASK_FAILED_TO_START, result.error());
                return;
            }
            this.state.change(container.name(), (next) -> next.imageDigest(result.digest()));
        }
        this.state.change((task) -> task.pullStoppedAt(at));
        this.state.enter(Phase.PULLED, at);
    }

}
