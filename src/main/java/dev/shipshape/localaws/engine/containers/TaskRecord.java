package dev.shipshape.localaws.engine.containers;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.shipshape.localaws.engine.ContainerSteps;
import dev.shipshape.localaws.engine.ContainerSteps.Ending;
import dev.shipshape.localaws.engine.TaskState;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * A task in the store, as its driver reads and writes it: each time in a transaction of
 * its own.
 */
final class TaskRecord {

    private final Workplace place;

    private final TaskOrder order;

    private volatile boolean abandoned;

    /** Whether the task may be ending since it was looked at last. */
    private volatile boolean told = true;

    private volatile boolean ending;

    TaskRecord(Workplace place, TaskOrder order) {
        this.place = place;
        this.order = order;
    }

    void abandon() {
        this.abandoned = true;
    }

    boolean isAbandoned() {
        return this.abandoned;
    }

    /**
     * The task as it is now.
     * @throws Abandoned if it is no more
     */
    TaskState now() {
        check();
        return this.place.store()
            .inTransaction(() -> this.place.changes().living(this.order.arn()))
            .orElseThrow(Abandoned::new);
    }

    /** Someone may have asked the task to end. */
    void tell() {
        this.told = true;
    }

    /** Whether the task is to end; asks the store only when there is reason to. */
    boolean isEnding() {
        check();
        if (this.told && !this.ending) {
            this.told = false;
            this.ending = now().run().phase().isEnding();
        }
        return this.ending;
    }

    private void check() {
        if (this.abandoned) {
            throw new Abandoned();
        }
    }

    void change(Consumer<TaskState> change) {
        check();
        boolean living = this.place.store()
            .inTransaction(() -> this.place.changes().change(this.order.arn(), change))
            .isPresent();
        if (!living) {
            throw new Abandoned();
        }
    }

    /** Changes containers by ECS's rules. */
    void steps(Consumer<ContainerSteps> change) {
        change((state) -> change.accept(new ContainerSteps(state, this.order.definition())));
    }

    /** The same; the task ends if that comes of it, unless it is ending already. */
    void ending(Function<ContainerSteps, Optional<Ending>> change) {
        change((state) -> change.apply(new ContainerSteps(state, this.order.definition()))
            .filter((ending) -> !state.run().phase().isEnding())
            .ifPresent((ending) -> state.stop(this.place.now(), ending.code(), ending.reason(), true)));
        tell();
    }

    /** Ends the task, unless it is ending already. */
    void stop(TaskStopCode code, String reason) {
        change((state) -> {
            if (!state.run().phase().isEnding()) {
                state.stop(this.place.now(), code, reason, !state.run().started().isEmpty());
            }
        });
        tell();
    }

}
