package dev.shipshape.localaws.engine.containers;

import java.time.Instant;

import dev.shipshape.localaws.engine.Life;
import dev.shipshape.localaws.engine.TaskState;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * A task that a {@link TaskDriver} drives: time alone brings nothing, and what it is told
 * here the driver sees once the transaction is done.
 */
final class RealLife implements Life {

    private final TaskState state;

    private final RealLives lives;

    private final TaskOrder order;

    RealLife(TaskState state, RealLives lives, TaskOrder order) {
        this.state = state;
        this.lives = lives;
        this.order = order;
    }

    @Override
    public @Nullable Instant due() {
        return null;
    }

    @Override
    public boolean advance(Instant now) {
        return false;
    }

    @Override
    public void stop(Instant at, TaskStopCode code, String reason) {
        this.state.stop(at, code, reason, !this.state.run().started().isEmpty());
        this.lives.wake(this.order.arn());
    }

    @Override
    public boolean takeUp() {
        this.lives.drive(this.order);
        return false;
    }

}
