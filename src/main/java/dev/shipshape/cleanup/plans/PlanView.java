package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.web.Status;
import dev.shipshape.web.Tide;
import org.jspecify.annotations.Nullable;

/**
 * A plan as its page shows it.
 *
 * @param id its id
 * @param purpose what it is for
 * @param words what it is about
 * @param status how far it is
 * @param person who made it
 * @param runBy in whose name it is carried out
 * @param automatic whether no person asked for it, but an expiry
 * @param madeAt when it was frozen
 * @param startedAt when it was confirmed; null if it was not
 * @param finishedAt when the run ended; null if it has not
 * @param dueAt when its time of grace is over; null for none
 * @param behind the plan that it waits behind, or follows; null for none
 * @param cancelled whether a person has cancelled the run
 * @param changes what had changed when it was to be confirmed
 * @param steps the steps in their order
 * @param untouched what is not touched, each with the reason
 * @param left what is left, as AWS said at the end
 * @param clearAt when AWS confirmed that nothing billable is left; null if it did not
 * @param clear what the receipt says then
 */
record PlanView(String id, Purpose purpose, String words, Status status, String person, String runBy, boolean automatic,
        Instant madeAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable Instant dueAt,
        @Nullable String behind, boolean cancelled, List<String> changes, List<StepRow> steps, List<String> untouched,
        List<String> left, @Nullable Instant clearAt, String clear) {

    /**
     * So many of those that wait, and of those that are done, are shown while it moves.
     */
    private static final int SHOWN = 40;

    static PlanView of(Plan plan, List<Step> steps) {
        return new PlanView(plan.getId(), plan.getPurpose(), plan.scope().words(), status(plan, steps),
                plan.getPerson(), plan.who().person(), plan.isAutomatic(), plan.getMadeAt(), plan.getStartedAt(),
                plan.getFinishedAt(), (plan.getState() == Plan.State.WAITING) ? plan.getDueAt() : null,
                plan.getBehind(), plan.isCancelled(), plan.getChanges(), StepRow.of(plan, steps), plan.getUntouched(),
                plan.getLeft(), plan.getClearAt(), plan.scope().clear(steps));
    }

    private static Status status(Plan plan, List<Step> steps) {
        return switch (plan.getState()) {
            case PLANNED -> Status.stopped("Not confirmed");
            case WAITING -> Status.waiting("Waiting");
            case RUNNING ->
                plan.isCancelled() ? Status.waiting("Stopping") : Status.waiting(switch (plan.getPurpose()) {
                    case REMOVE -> "Removing";
                    case STOP -> "Stopping charges";
                    case BRING_BACK -> "Bringing back";
                    case RETIRE -> "Deregistering";
                });
            case ENDED -> steps.stream().allMatch((step) -> step.getState() == State.DONE) ? Status.running("Done")
                    : Status.failed((plan.getPurpose() == Purpose.REMOVE) ? "Not all is gone" : "Not all is done");
        };
    }

    /** What it does, as the page's title. */
    public String title() {
        return switch (this.purpose) {
            case REMOVE -> "Remove " + this.words;
            case STOP -> "Stop the charges of " + this.words;
            case BRING_BACK -> "Bring back " + this.words;
            case RETIRE -> "Deregister " + this.words;
        };
    }

    /** Whether things go for good. */
    public boolean removes() {
        return this.purpose == Purpose.REMOVE;
    }

    /** Whether it stops charges that can be brought back. */
    public boolean stops() {
        return this.purpose == Purpose.STOP;
    }

    /** Whether it takes what is old out of use, and leaves it standing. */
    public boolean retires() {
        return this.purpose == Purpose.RETIRE;
    }

    /** Whether it waits for a person's confirmation. */
    public boolean planned() {
        return this.startedAt == null && this.dueAt == null;
    }

    /** Whether it is confirmed and its time of grace is not over. */
    public boolean waiting() {
        return this.dueAt != null;
    }

    /** Whether it is being carried out. */
    public boolean moving() {
        return this.startedAt != null && this.finishedAt == null;
    }

    /** Whether another try has something to do. */
    public boolean again() {
        return this.finishedAt != null && this.steps.stream().anyMatch((step) -> !step.done());
    }

    /** Whether what it stopped can be brought back. */
    public boolean canComeBack() {
        return stops() && this.finishedAt != null && this.steps.stream().anyMatch(StepRow::remembered);
    }

    /** Some resources were found, not made here. */
    public boolean anyFound() {
        return this.steps.stream().anyMatch(StepRow::found);
    }

    /** The steps that are done. */
    public List<StepRow> doneSteps() {
        return this.steps.stream().filter(StepRow::done).toList();
    }

    /** The steps that were not done, with why. */
    public List<StepRow> leftSteps() {
        return this.steps.stream().filter((step) -> !step.done()).toList();
    }

    /**
     * The steps that the page shows: all, but while a long plan moves only those that are
     * under way or failed, the next and the last.
     */
    public List<StepRow> shownSteps() {
        if (!moving() || isShort(this.steps.size())) {
            return this.steps;
        }
        List<StepRow> shown = new ArrayList<>();
        List<StepRow> done = doneSteps();
        List<StepRow> waiting = this.steps.stream().filter(StepRow::waits).toList();
        shown.addAll(this.steps.stream().filter((step) -> !step.done() && !step.waits()).limit(2 * SHOWN).toList());
        shown.addAll(waiting.subList(0, Math.min(SHOWN, waiting.size())));
        shown.addAll(done.subList(Math.max(0, done.size() - SHOWN), done.size()));
        return shown;
    }

    private static boolean isShort(int steps) {
        return steps <= 4 * SHOWN;
    }

    /** How many of the steps that wait are shown while it moves. */
    static int told(int steps) {
        return isShort(steps) ? steps : SHOWN;
    }

    /** How many steps the page leaves out while it moves. */
    public int hidden() {
        return this.steps.size() - shownSteps().size();
    }

    /** What it frees an hour in all; what it brings back costs an hour. */
    public BigDecimal frees() {
        return sum(this.steps.stream().<@Nullable BigDecimal>map(StepRow::perHour).toList());
    }

    /** How many steps have no known price. */
    public long unpriced() {
        return this.steps.stream().filter((step) -> step.perHour() == null).count();
    }

    /** What the removed had cost, an estimate. */
    public BigDecimal cost() {
        return sum(doneSteps().stream().<@Nullable BigDecimal>map(StepRow::cost).toList());
    }

    /** The cost per hour as it falls. */
    public Tide tide() {
        return new Tide(frees(),
                this.steps.stream().map((step) -> new Tide.Step(step.perHour(), step.done())).toList());
    }

    private static BigDecimal sum(List<@Nullable BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = (amount != null) ? sum.add(amount) : sum;
        }
        return sum;
    }

}
