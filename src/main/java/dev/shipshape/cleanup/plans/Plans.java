package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.Acting;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans: made, confirmed, cancelled, tried again. */
@Component
class Plans {

    private final PlanRepository plans;

    private final StepRepository steps;

    private final Drafts drafts;

    private final Acting acting;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Plans(PlanRepository plans, StepRepository steps, Drafts drafts, Acting acting, TransactionTemplate transaction,
            Clock clock) {
        this.plans = plans;
        this.steps = steps;
        this.drafts = drafts;
        this.acting = acting;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Freezes what a plan of this scope would do now.
     * @param scope what it is about
     * @return the plan's id
     * @throws Problem if there is nothing to remove
     */
    String make(Scope scope) {
        Draft draft = this.drafts.of(scope);
        if (draft.items().isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "There is nothing to remove here.",
                    draft.untouched().isEmpty() ? "What was chosen is gone already." : draft.untouched().get(0));
        }
        Plan plan = Plan.of(scope, draft.confirmation(), draft.untouched(), this.acting.current(),
                this.clock.instant());
        List<Step> made = new ArrayList<>();
        draft.items()
            .forEach((item) -> made.add(Step.of(plan.getId(), made.size() + 1, item, this.drafts.remover(item))));
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

    /**
     * A person confirms a plan, or has it tried again: what is not gone is removed, in
     * that person's name.
     * @param id the plan's id
     * @param confirmation what was typed; case and blanks around it do not matter
     * @throws Problem if it is not the plan's confirmation, or if there is nothing to do
     */
    @Transactional
    public void run(String id, String confirmation) {
        Plan plan = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
        List<Step> all = steps(id);
        boolean again = plan.getState() == Plan.State.ENDED;
        if (plan.getState() == Plan.State.RUNNING) {
            throw new Problem(HttpStatus.CONFLICT, "This plan is being carried out.", "Watch it on its page.");
        }
        if (all.stream().allMatch((step) -> step.getState() == Step.State.GONE)) {
            throw new Problem(HttpStatus.CONFLICT, "Everything in this plan is gone.", "");
        }
        if (!again && !confirmation.strip().equalsIgnoreCase(plan.getConfirmation())) {
            throw Problem.ofField("confirmation", "Type “" + plan.getConfirmation() + "” to confirm.");
        }
        all.forEach(Step::again);
        plan.run(this.acting.current(), this.clock.instant());
    }

    /** Nothing new is begun; what was begun is watched to its end. */
    @Transactional
    public void cancel(String id) {
        Plan plan = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
        if (plan.getState() == Plan.State.RUNNING) {
            plan.cancel();
        }
    }

}
