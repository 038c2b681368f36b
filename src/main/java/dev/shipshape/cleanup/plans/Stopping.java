package dev.shipshape.cleanup.plans;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import org.springframework.stereotype.Component;

/** Stops what a resource costs, and remembers how to bring it back. */
@Component
class Stopping implements Deed {

    private final Stoppables stoppables;

    private final SharedReads reads;

    Stopping(Stoppables stoppables, SharedReads reads) {
        this.stoppables = stoppables;
        this.reads = reads;
    }

    @Override
    public Purpose purpose() {
        return Purpose.STOP;
    }

    @Override
    public boolean isFor(Step step) {
        return this.stoppables.find(step.getKind()).isPresent();
    }

    /** What was stopped without a memo cannot be brought back, so it is not our doing. */
    @Override
    public boolean isDone(Step step, Connection connection) {
        return this.reads.fresh(() -> this.stoppables.of(step).isStopped(connection, step.resource()));
    }

    @Override
    public boolean prepare(Step step, Connection connection) {
        if (step.getMemo() != null) {
            return false;
        }
        step.remember(this.reads.fresh(() -> this.stoppables.of(step).memo(connection, step.resource())));
        return true;
    }

    @Override
    public void ask(Step step, Connection connection) {
        this.stoppables.of(step).stop(connection, step.resource());
    }

}
