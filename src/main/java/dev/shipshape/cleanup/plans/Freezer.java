package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the steps of a plan out of a draft, and tells what has changed between the two
 * moments at which that was done.
 */
@Component
class Freezer {

    /**
     * The facts whose change a person wants to know of; the bytes of a log change by
     * themselves.
     */
    private static final List<String> TOLD = List.of("count", "cpu", "memory");

    private final PlanRepository plans;

    private final StepRepository steps;

    private final Drafts drafts;

    private final Stoppables stoppables;

    private final Retiring retiring;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Freezer(PlanRepository plans, StepRepository steps, Drafts drafts, Stoppables stoppables, Retiring retiring,
            TransactionTemplate transaction, Clock clock) {
        this.plans = plans;
        this.steps = steps;
        this.drafts = drafts;
        this.stoppables = stoppables;
        this.retiring = retiring;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The steps of a plan for what a draft found, in its order. */
    List<Step> steps(Plan plan, Draft draft) {
        List<Step> made = new ArrayList<>();
        List<Item> items = (plan.getPurpose() == Purpose.RETIRE) ? this.retiring.retirable(draft) : draft.items();
        for (Item item : items) {
            Remover remover = this.drafts.remover(item);
            if (plan.getPurpose() == Purpose.REMOVE) {
                made.add(Step.of(plan.getId(), made.size() + 1, item, remover.order(), remover.word(),
                        remover.reason()));
            }
            else if (plan.getPurpose() == Purpose.RETIRE) {
                this.retiring.find(item.resource().kind())
                    .ifPresent((kind) -> made.add(Step.of(plan.getId(), made.size() + 1, item, remover.order(),
                            remover.word(), kind.retireReason())));
            }
            else {
                this.stoppables.find(item.resource().kind())
                    .ifPresent((stoppable) -> made.add(Step.of(plan.getId(), made.size() + 1, item, remover.order(),
                            remover.word(), stoppable.stopReason())));
            }
        }
        return made;
    }

    /** The steps that bring back what these have stopped. */
    List<Step> back(Plan plan, List<Step> stopped) {
        List<Step> made = new ArrayList<>();
        stopped.stream()
            .filter((step) -> step.getState() == Step.State.DONE && step.getMemo() != null)
            .forEach((step) -> made
                .add(Step.back(plan.getId(), made.size() + 1, step, "As it was before its charges were stopped.")));
        return made;
    }

    /** What a plan is about; the chosen resources of a selection are its steps. */
    Scope scope(Plan plan, List<Step> all) {
        Scope scope = plan.scope();
        return (scope.kind() != Scope.Kind.SELECTED) ? scope : new Scope(scope.kind(), null, null,
                all.stream().map(Step::getEntryId).filter(Objects::nonNull).toList(), scope.withFound());
    }

    /**
     * Freezes a plan anew if the world is not as it was.
     * @param id the plan's id
     * @param draft what it would do now
     * @throws WorldChanged if that is something else than what was shown
     */
    void askAgainIfChanged(String id, Draft draft) {
        List<String> changes = changes(this.steps.findByPlanIdOrderByPosition(id), steps(named(id), draft));
        if (changes.isEmpty()) {
            return;
        }
        this.transaction.executeWithoutResult((status) -> {
            Plan plan = this.plans.hold(id).orElseThrow(() -> new NotFound("plan", id));
            if (plan.getState() == Plan.State.PLANNED) {
                plan.refreeze(draft.confirmation(), draft.untouched(), changes, this.clock.instant());
                this.steps.deleteOf(id);
                this.steps.saveAll(steps(plan, draft));
            }
        });
        throw new WorldChanged();
    }

    private Plan named(String id) {
        return this.plans.findById(id).orElseThrow(() -> new NotFound("plan", id));
    }

    /** What differs, in words, the new ones first. */
    static List<String> changes(List<Step> before, List<Step> now) {
        Map<String, Step> old = new HashMap<>();
        before.forEach((step) -> old.put(key(step), step));
        List<String> changes = new ArrayList<>();
        for (Step step : now) {
            Step was = old.remove(key(step));
            if (was == null) {
                changes.add(step.words() + " has come since.");
            }
            else if (!Objects.equals(was.resource().createdAt(), step.resource().createdAt())
                    && was.resource().createdAt() != null && step.resource().createdAt() != null) {
                changes.add(step.words() + " is another one of the same name, made since.");
            }
            else if (!told(was).equals(told(step))) {
                changes.add(step.words() + " has changed: " + told(was) + " before, " + told(step) + " now.");
            }
        }
        old.values().forEach((step) -> changes.add(step.words() + " is gone, or is kept now."));
        return changes;
    }

    private static String key(Step step) {
        return step.getConnection() + " " + step.getArn();
    }

    private static String told(Step step) {
        Map<String, String> facts = step.resource().facts();
        return String.join(", ",
                TOLD.stream().filter(facts::containsKey).map((fact) -> fact + " " + facts.get(fact)).toList());
    }

}
