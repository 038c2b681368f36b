package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.Acting;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.plans.Plan.State;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans: made, confirmed, cancelled, called off, tried again, brought back. */
@Component
class Plans {

    private final PlanRepository plans;

    private final StepRepository steps;

    private final Drafts drafts;

    private final Freezer freezer;

    private final Acting acting;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Plans(PlanRepository plans, StepRepository steps, Drafts drafts, Freezer freezer, Acting acting,
            TransactionTemplate transaction, Clock clock) {
        this.plans = plans;
        this.steps = steps;
        this.drafts = drafts;
        this.freezer = freezer;
        this.acting = acting;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Freezes what removing this scope would do now. */
    String make(Scope scope) {
        return make(scope, Purpose.REMOVE);
    }

    /**
     * Freezes what a plan of this scope would do now.
     * @param scope what it is about
     * @param purpose what for
     * @return the plan's id
     * @throws Problem if there is nothing to do
     */
    String make(Scope scope, Purpose purpose) {
        Draft draft = this.drafts.of(scope);
        Plan plan = Plan.of(purpose, scope, draft.confirmation(), draft.untouched(), this.acting.current(),
                this.clock.instant());
        return save(plan, this.freezer.steps(plan, draft), draft);
    }

    /**
     * Freezes and starts the removal of what expired, in nobody's name but Shipshape's.
     */
    String makeAutomatic(Scope scope) {
        Draft draft = this.drafts.of(scope);
        Who shipshape = new Who("shipshape", null);
        Plan plan = Plan
            .of(Purpose.REMOVE, scope, draft.confirmation(), draft.untouched(), shipshape, this.clock.instant())
            .automatic();
        plan.run(shipshape, this.clock.instant());
        return save(plan, this.freezer.steps(plan, draft), draft);
    }

    private String save(Plan plan, List<Step> made, Draft draft) {
        if (made.isEmpty()) {
            String what = switch (plan.getPurpose()) {
                case STOP -> "Nothing here runs that could be stopped.";
                case RETIRE -> "There is nothing old here that could be deregistered.";
                case REMOVE, BRING_BACK -> "There is nothing to remove here.";
            };
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, what,
                    draft.untouched().isEmpty() ? "What was chosen is gone already." : draft.untouched().get(0));
        }
        this.transaction.executeWithoutResult((status) -> {
            this.plans.saveAndFlush(plan);
            this.steps.saveAll(made);
        });
        return plan.getId();
    }

    /**
     * The plan of this id.
     * @throws NotFound if there is none
     */
    @Transactional(readOnly = true)
    public Plan named(String id) {
        return this.plans.findById(id).orElseThrow(() -> new NotFound("plan", id));
    }

    /** A plan's steps in their order. */
    @Transactional(readOnly = true)
    public List<Step> steps(String id) {
        return this.steps.findByPlanIdOrderByPosition(id);
    }

    /** The last plans that were confirmed, the newest first. */
    @Transactional(readOnly = true)
    public List<Plan> latest() {
        return this.plans.findTop10ByStartedAtNotNullOrderByStartedAtDesc();
    }

    /** A person confirms a plan, or has it tried again, without a time of grace. */
    void run(String id, String confirmation) {
        run(id, confirmation, Duration.ZERO);
    }

    /**
     * A person confirms a plan, or has it tried again: what is not done is done, in that
     * person's name. AWS is looked at once more before: if the world has changed since
     * the plan was frozen, it is frozen anew and asks again.
     * @param id the plan's id
     * @param confirmation what was typed; case and blanks around it do not matter
     * @param grace for how long charges are only stopped before the removal begins; zero
     * for removing at once
     * @throws Problem if it is not the plan's confirmation, if the world has changed, or
     * if there is nothing to do
     */
    void run(String id, String confirmation, Duration grace) {
        Plan plan = named(id);
        boolean again = plan.getState() == State.ENDED;
        if (!again && plan.getPurpose() == Purpose.REMOVE
                && !confirmation.strip().equalsIgnoreCase(plan.getConfirmation())) {
            throw Problem.ofField("confirmation", "Type “" + plan.getConfirmation() + "” to confirm.");
        }
        Draft draft = null;
        if (plan.getState() == State.PLANNED && plan.getPurpose() != Purpose.BRING_BACK) {
            draft = this.drafts.of(this.freezer.scope(plan, steps(id)));
            this.freezer.askAgainIfChanged(id, draft);
        }
        if (draft != null && !grace.isZero()) {
            runWithGrace(id, draft, grace);
        }
        else {
            this.transaction.executeWithoutResult((status) -> start(id));
        }
    }

    private void start(String id) {
        Plan plan = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
        List<Step> all = steps(id);
        if (plan.getState() == State.RUNNING || plan.getState() == State.WAITING) {
            throw new Problem(HttpStatus.CONFLICT, "This plan is being carried out.", "Watch it on its page.");
        }
        if (all.stream().allMatch((step) -> step.getState() == Step.State.DONE)) {
            throw new Problem(HttpStatus.CONFLICT, "Everything in this plan is done.", "");
        }
        all.forEach(Step::again);
        plan.run(this.acting.current(), this.clock.instant());
    }

    /**
     * Charges are stopped at once, by a plan of their own, behind which this one waits.
     */
    private void runWithGrace(String id, Draft draft, Duration grace) {
        Who who = this.acting.current();
        Instant now = this.clock.instant();
        Plan stop = Plan.of(Purpose.STOP, draft.scope(), draft.confirmation(), List.of(), who, now);
        List<Step> stops = new ArrayList<>(this.freezer.steps(stop, draft));
        stop.run(who, now);
        this.transaction.executeWithoutResult((status) -> {
            Plan plan = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
            if (plan.getState() != State.PLANNED) {
                throw new Problem(HttpStatus.CONFLICT, "This plan is being carried out.", "Watch it on its page.");
            }
            if (!stops.isEmpty()) {
                this.plans.saveAndFlush(stop);
                this.steps.saveAll(stops);
            }
            plan.await(who, stop.getId(), now.plus(grace));
        });
    }

    /** Nothing new is begun; what was begun is watched to its end. */
    @Transactional
    public void cancel(String id) {
        Plan plan = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
        if (plan.getState() == State.RUNNING) {
            plan.cancel();
        }
        else if (plan.getState() == State.WAITING) {
            plan.callOff();
        }
    }

    /**
     * Brings back what a plan stopped, in the name of whoever asks for it. A removal that
     * waits behind that plan is called off in the same transaction.
     * @param id the id of the plan that stopped the charges
     * @return the id of the plan that brings them back, which is being carried out
     * @throws Problem if nothing was stopped by it
     */
    String bringBack(String id) {
        Plan stop = named(id);
        if (stop.getPurpose() != Purpose.STOP || stop.getState() != State.ENDED) {
            throw new Problem(HttpStatus.CONFLICT, "There is nothing to bring back yet.",
                    "Wait until the charges are stopped.");
        }
        Who who = this.acting.current();
        Plan back = Plan.of(Purpose.BRING_BACK, stop.scope(), stop.getConfirmation(), List.of(), who,
                this.clock.instant());
        List<Step> made = this.freezer.back(back, steps(id));
        if (made.isEmpty()) {
            throw new Problem(HttpStatus.CONFLICT, "Nothing was stopped by this plan.",
                    "There is nothing to bring back.");
        }
        this.transaction.executeWithoutResult((status) -> {
            Plan held = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
            if (!this.plans.findByBehindAndPurpose(held.getId(), Purpose.BRING_BACK).isEmpty()) {
                throw new Problem(HttpStatus.CONFLICT, "It is being brought back already.", "Watch it on its page.");
            }
            if (!this.plans.findByBehindAndState(id, State.RUNNING).isEmpty()) {
                throw new Problem(HttpStatus.CONFLICT, "Its removal has begun.", "It cannot be brought back any more.");
            }
            this.plans.findByBehindAndState(id, State.WAITING).forEach(Plan::callOff);
            back.behind(id);
            back.run(who, this.clock.instant());
            this.plans.saveAndFlush(back);
            this.steps.saveAll(made);
        });
        return back.getId();
    }

    /** What waits behind a plan that stopped charges, or brings them back. */
    @Transactional(readOnly = true)
    public List<Plan> behind(String id) {
        return this.plans.findByBehind(id);
    }

}
