package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import org.springframework.stereotype.Component;

/**
 * Brings back what was stopped. What is started carries a mark that was written down
 * before; after a crash AWS is asked for it until no call can be under way any more, and
 * only then is a new one made, so that nothing is started twice.
 */
@Component
class BringingBack implements Deed {

    private final Stoppables stoppables;

    private final SharedReads reads;

    private final Clock clock;

    private final Duration longestCall;

    BringingBack(Stoppables stoppables, SharedReads reads, Clock clock, AwsClients clients) {
        this.stoppables = stoppables;
        this.reads = reads;
        this.clock = clock;
        this.longestCall = clients.callTimeout().plusSeconds(5);
    }

    @Override
    public Purpose purpose() {
        return Purpose.BRING_BACK;
    }

    @Override
    public boolean isFor(Step step) {
        return step.getMemo() != null && this.stoppables.find(step.getKind()).isPresent();
    }

    @Override
    public boolean isDone(Step step, Connection connection) {
        return this.reads.fresh(() -> this.stoppables.of(step)
            .isBack(connection, step.resource(), memo(step), String.valueOf(step.getMark())));
    }

    @Override
    public boolean isOnItsWay(Step step) {
        Instant marked = step.getMarkedAt();
        return marked != null && Duration.between(marked, this.clock.instant()).abs().compareTo(this.longestCall) < 0;
    }

    @Override
    public boolean prepare(Step step, Connection connection) {
        step.mark(UUID.randomUUID().toString(), this.clock.instant());
        return true;
    }

    @Override
    public void ask(Step step, Connection connection) {
        this.stoppables.of(step).bringBack(connection, step.resource(), memo(step), String.valueOf(step.getMark()));
    }

    private static String memo(Step step) {
        return String.valueOf(step.getMemo());
    }

}
