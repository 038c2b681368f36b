package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import dev.shipshape.audit.Acting;
import dev.shipshape.aws.Daemons;
import dev.shipshape.cleanup.plans.Step.State;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out confirmed plans in the background, in short rounds. All that a round needs
 * to know stands in the database, so that any copy goes on where another one ended; a
 * short lease, renewed while a round is under way, keeps two copies from one plan.
 */
@Component
class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private static final Duration LEASE = Duration.ofSeconds(10);

    private final String owner = UUID.randomUUID().toString();

    private final PlanRepository plans;

    private final StepRepository steps;

    private final Steps moves;

    private final Clearance clearance;

    private final Acting acting;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private final ExecutorService rounds = Executors.newFixedThreadPool(4, Daemons.named("clean-up"));

    Runs(PlanRepository plans, StepRepository steps, Steps moves, Clearance clearance, Acting acting,
            TransactionTemplate transaction, Clock clock) {
        this.plans = plans;
        this.steps = steps;
        this.moves = moves;
        this.clearance = clearance;
        this.acting = acting;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Starts the next round of every plan that is being carried out, at start-up too. */
    @Scheduled(fixedDelayString = "${shipshape.cleanup.tick:1s}")
    void tick() {
        this.plans.due(this.clock.instant()).forEach(this::beginDue);
        for (String id : this.plans.ids(Plan.State.RUNNING)) {
            if (lease(id) && this.underWay.add(id)) {
                try {
                    this.rounds.execute(() -> guardedRound(id));
                }
                catch (RejectedExecutionException ex) {
                    this.underWay.remove(id); // the process is ending; the next one goes
                                              // on
                }
            }
        }
    }

    /** A time of grace is over, unless the plan was called off at this very moment. */
    void beginDue(String id) {
        this.transaction.executeWithoutResult((status) -> this.plans.hold(id)
            .filter((plan) -> plan.getState() == Plan.State.WAITING)
            .ifPresent((plan) -> plan.begin(this.clock.instant())));
    }

    private void guardedRound(String id) {
        try {
            round(id);
        }
        catch (LeaseLost ex) {
            LOG.info("Another copy goes on with plan {}", id);
        }
        catch (RuntimeException ex) {
            LOG.error("A round of plan {} failed; the next one goes on", id, ex);
        }
        finally {
            this.underWay.remove(id);
        }
    }

    /**
     * One round: looks at what is under way, begins what has its turn, ends the run when
     * there is nothing more to do.
     */
    void round(String id) {
        Plan plan = this.plans.findById(id).orElseThrow();
        this.acting.as(plan.who(), () -> {
            List<Step> all = this.steps.findByPlanIdOrderByPosition(id);
            for (Step step : all) {
                if (step.isDue(this.clock.instant())) {
                    advance(plan, step);
                }
            }
            boolean cancelled = begin(plan, all);
            if (Turn.over(all, cancelled)) {
                end(plan, all, cancelled);
            }
        });
    }

    /**
     * Begins all that has its turn, and what has it after that, as far as AWS's limits
     * allow.
     * @return whether the run was cancelled
     */
    private boolean begin(Plan plan, List<Step> all) {
        String id = plan.getId();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (List<Step> batch : this.moves.together(Turn.ready(all), plan.getPurpose())) {
                if (this.plans.cancelled(id)) {
                    return true;
                }
                if (this.moves.isPaced(batch)) {
                    batch.forEach((step) -> write(id, step,
                            () -> this.moves.begin(step, plan.getPurpose(), plan.isAutomatic())));
                    askFor(plan, batch.stream().filter((step) -> step.getState() == State.BEGUN).toList());
                    moved = true;
                }
            }
        }
        return this.plans.cancelled(id);
    }

    private void askFor(Plan plan, List<Step> begun) {
        if (begun.size() <= 1) {
            begun.forEach((step) -> advance(plan, step));
            return;
        }
        try {
            this.moves.askTogether(begun, plan.getPurpose());
        }
        catch (RuntimeException ex) {
            begun.stream()
                .filter((step) -> step.getState() == State.BEGUN)
                .forEach((step) -> this.moves.broken(step, plan.getPurpose(), ex));
        }
        begun.forEach((step) -> write(plan.getId(), step, () -> {
        }));
    }

    private void advance(Plan plan, Step step) {
        try {
            this.moves.advance(step, plan.getPurpose(), () -> write(plan.getId(), step, () -> {
            }));
        }
        catch (LeaseLost ex) {
            throw ex;
        }
        catch (RuntimeException ex) {
            this.moves.broken(step, plan.getPurpose(), ex);
        }
        write(plan.getId(), step, () -> {
        });
    }

    private void end(Plan plan, List<Step> all, boolean cancelled) {
        for (Step step : all) {
            if (step.getState() == State.WAITING) {
                List<Step> first = step.turn().waitsFor(all);
                if (cancelled) {
                    step.end(State.CANCELLED, "The run was cancelled before its turn.", this.clock.instant());
                }
                else {
                    step.end(State.BLOCKED, "Still there: " + Step.words(first) + ".", this.clock.instant());
                }
                write(plan.getId(), step, () -> {
                });
            }
        }
        Clearance.Verdict verdict = (plan.getPurpose() == Plan.Purpose.REMOVE) ? this.clearance.of(plan.scope(), all)
                : Clearance.Verdict.NONE;
        this.transaction.executeWithoutResult((status) -> {
            renew(plan.getId());
            this.plans.hold(plan.getId()).orElseThrow().end(verdict.left(), verdict.clear(), this.clock.instant());
        });
    }

    /** Every change of a step is committed, and only while the plan is ours. */
    private void write(String id, Step step, Runnable change) {
        this.transaction.executeWithoutResult((status) -> {
            renew(id);
            change.run();
            this.steps.save(step);
        });
    }

    private void renew(String id) {
        Instant now = this.clock.instant();
        if (this.plans.lease(id, this.owner, now, now.plus(LEASE), now.plus(LEASE.multipliedBy(2))) == 0) {
            throw new LeaseLost();
        }
    }

    private boolean lease(String id) {
        Instant now = this.clock.instant();
        Integer taken = this.transaction.execute(
                (status) -> this.plans.lease(id, this.owner, now, now.plus(LEASE), now.plus(LEASE.multipliedBy(2))));
        return taken != null && taken == 1;
    }

    /** Whether a round of this copy is under way. */
    boolean isBusy() {
        return !this.underWay.isEmpty();
    }

    @PreDestroy
    void close() {
        this.rounds.shutdownNow();
    }

    private static final class LeaseLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

}
