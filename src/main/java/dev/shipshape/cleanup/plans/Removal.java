package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves one step on: asks AWS to remove, looks until it is gone, and knows what is worth
 * another try. A step that was begun by a process that ended is begun again, because
 * removing twice does no harm.
 */
@Component
class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    /** A removal that AWS has not confirmed by then has failed. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration FIRST_LOOK = Duration.ofMillis(500);

    private static final Duration FIRST_TRY = Duration.ofSeconds(1);

    private static final int MOST_TRIES = 6;

    /** What AWS answers when something else has to go, or to settle, first. */
    private static final Set<String> NOT_YET = Set.of("UpdateInProgressException", "ResourceInUseException",
            "ResourceInUse", "ClusterContainsServicesException", "ClusterContainsTasksException",
            "ClusterContainsContainerInstancesException", "DependencyViolation", "OperationAbortedException",
            "DeleteConflict", "DeleteConflictException");

    private final Connections connections;

    private final Drafts drafts;

    private final ResourceLedger ledger;

    private final SharedReads reads;

    private final Pacing pacing;

    private final Clock clock;

    Removal(Connections connections, Drafts drafts, ResourceLedger ledger, SharedReads reads, Pacing pacing,
            Clock clock) {
        this.connections = connections;
        this.drafts = drafts;
        this.ledger = ledger;
        this.reads = reads;
        this.pacing = pacing;
        this.clock = clock;
    }

    /** Whether AWS's limits let this step begin now. */
    boolean mayBegin(Step step) {
        Connection connection = this.connections.find(step.getConnection()).orElse(null);
        return connection == null || this.pacing.take(connection, step.getOrder());
    }

    /**
     * Moves a step on that was begun and is due. What became of it stands in the step.
     */
    void advance(Step step) {
        Connection connection = this.connections.find(step.getConnection()).orElse(null);
        Remover remover = this.drafts.remover(step.getKind());
        if (connection == null || remover == null) {
            failed(step, connection, "Its connection or its kind is not set up here any more.");
            return;
        }
        try {
            if (isGone(step, connection, remover)) {
                gone(step);
            }
            else if (step.getAskedAt() == null) {
                remove(step, connection, remover);
            }
            else {
                look(step, connection);
            }
        }
        catch (Problem problem) {
            refused(step, connection, problem);
        }
        catch (RuntimeException ex) {
            LOG.error("Removing {} failed", step.words(), ex);
            failed(step, connection, "Something went wrong in Shipshape itself; its log says more.");
        }
    }

    private void remove(Step step, Connection connection, Remover remover) {
        remover.remove(connection, step.resource());
        Instant now = this.clock.instant();
        step.asked(now, now);
        if (isGone(step, connection, remover)) {
            gone(step);
        }
        else {
            this.ledger.removing(connection, step.resource().arn(), "By clean-up.");
            step.later(this.pacing.again(0, FIRST_LOOK), null);
        }
    }

    private boolean isGone(Step step, Connection connection, Remover remover) {
        return this.reads.fresh(() -> remover.isGone(connection, step.resource()));
    }

    private void gone(Step step) {
        step.end(State.GONE, null, this.clock.instant());
        String entry = step.getEntryId();
        if (entry != null) {
            this.ledger.find(entry).ifPresent((known) -> this.ledger.gone(known, "Removed by clean-up."));
        }
    }

    private void look(Step step, Connection connection) {
        if (isLate(step)) {
            failed(step, connection, "AWS accepted the removal and has not finished it within 15 minutes.");
        }
        else {
            step.later(this.pacing.again(step.getAttempts(), FIRST_LOOK), step.getNote());
        }
    }

    private void refused(Step step, Connection connection, Problem problem) {
        boolean notYet = problem.code() != null && NOT_YET.contains(problem.code());
        boolean briefly = AwsErrors.isThrottled(problem) || problem.status().is5xxServerError();
        if (!isLate(step) && (notYet || (briefly && step.getAttempts() < MOST_TRIES))) {
            step.later(this.pacing.again(step.getAttempts(), FIRST_TRY), "Trying again: " + words(problem));
        }
        else {
            failed(step, connection, words(problem));
        }
    }

    private boolean isLate(Step step) {
        Instant begun = step.getStartedAt();
        return begun != null && begun.plus(LONGEST).isBefore(this.clock.instant());
    }

    private void failed(Step step, @Nullable Connection connection, String why) {
        step.end(State.FAILED, why, this.clock.instant());
        if (connection != null) {
            this.ledger.stuck(connection, step.resource().arn(), why);
        }
    }

    private static String words(Problem problem) {
        String code = (problem.code() != null) ? " (" + problem.code() + ")" : "";
        return problem.advice().isEmpty() ? problem.what() + code : problem.what() + code + " " + problem.advice();
    }

}
