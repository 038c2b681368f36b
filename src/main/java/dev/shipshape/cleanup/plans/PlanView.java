package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.web.Status;
import dev.shipshape.web.Tide;
import org.jspecify.annotations.Nullable;

/**
 * A plan as its page shows it.
 *
 * @param id its id
 * @param words what it is about
 * @param status how far it is
 * @param person who made it
 * @param runBy in whose name it is carried out
 * @param madeAt when it was made
 * @param startedAt when it was confirmed; null if it was not
 * @param finishedAt when the run ended; null if it has not
 * @param cancelled whether a person has cancelled the run
 * @param steps the steps in their order
 * @param untouched what is not touched, each with the reason
 * @param left what is left, as AWS said at the end
 * @param clearAt when AWS confirmed that nothing billable is left; null if it did not
 * @param clear what the receipt says then
 */
record PlanView(String id, String words, Status status, String person, String runBy, Instant madeAt,
        @Nullable Instant startedAt, @Nullable Instant finishedAt, boolean cancelled, List<StepRow> steps,
        List<String> untouched, List<String> left, @Nullable Instant clearAt, String clear) {

    static PlanView of(Plan plan, List<Step> steps) {
        return new PlanView(plan.getId(), plan.scope().words(), status(plan, steps), plan.getPerson(),
                plan.who().person(), plan.getMadeAt(), plan.getStartedAt(), plan.getFinishedAt(), plan.isCancelled(),
                steps.stream().map((step) -> StepRow.of(step, steps)).toList(), plan.getUntouched(), plan.getLeft(),
                plan.getClearAt(), plan.scope().clear(steps));
    }

    private static Status status(Plan plan, List<Step> steps) {
        return switch (plan.getState()) {
            case PLANNED -> Status.stopped("Not confirmed");
            case RUNNING -> plan.isCancelled() ? Status.waiting("Stopping") : Status.waiting("Removing");
            case ENDED -> steps.stream().allMatch((step) -> step.getState() == State.GONE) ? Status.running("Done")
                    : Status.failed("Not all is gone");
        };
    }

    /** Whether it waits for a person's confirmation. */
    public boolean planned() {
        return this.startedAt == null;
    }

    /** Whether it is being carried out. */
    public boolean moving() {
        return this.startedAt != null && this.finishedAt == null;
    }

    /** Whether another try has something to do. */
    public boolean again() {
        return this.finishedAt != null && this.steps.stream().anyMatch((step) -> !step.gone());
    }

    /** Some resources were made by hand. */
    public boolean anyFound() {
        return this.steps.stream().anyMatch(StepRow::found);
    }

    /** The steps that are done. */
    public List<StepRow> goneSteps() {
        return this.steps.stream().filter(StepRow::gone).toList();
    }

    /** The steps that were not done, with why. */
    public List<StepRow> leftSteps() {
        return this.steps.stream().filter((step) -> !step.gone()).toList();
    }

    /** What it frees an hour in all. */
    public BigDecimal frees() {
        return sum(this.steps.stream().<@Nullable BigDecimal>map(StepRow::perHour).toList());
    }

    /** What the removed have cost, an estimate. */
    public BigDecimal cost() {
        return sum(goneSteps().stream().<@Nullable BigDecimal>map(StepRow::cost).toList());
    }

    /** The cost per hour as it falls. */
    public Tide tide() {
        return new Tide(frees(),
                this.steps.stream().map((step) -> new Tide.Step(step.perHour(), step.gone())).toList());
    }

    private static BigDecimal sum(List<@Nullable BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = (amount != null) ? sum.add(amount) : sum;
        }
        return sum;
    }

    /**
     * One step.
     *
     * @param word its kind in a person's words
     * @param name its name
     * @param connection where it stands
     * @param found whether it was made by hand
     * @param reason why it stands where it stands
     * @param status how far it is
     * @param note why it failed, or what it waits for; null for nothing to say
     * @param failed whether the note tells of a failure
     * @param perHour what it frees in dollars an hour; null if unknown
     * @param endedAt when its state was final; null before
     * @param cost what it had cost when it was gone, an estimate; null if unknown
     * @param gone whether AWS confirms that it is gone
     */
    record StepRow(String word, String name, String connection, boolean found, String reason, Status status,
            @Nullable String note, boolean failed, @Nullable BigDecimal perHour, @Nullable Instant endedAt,
            @Nullable BigDecimal cost, boolean gone) {

        static StepRow of(Step step, List<Step> steps) {
            boolean gone = step.getState() == State.GONE;
            Instant ended = step.getEndedAt();
            BigDecimal cost = (gone && ended != null) ? Item.cost(step.getPerHour(), step.getSince(), ended) : null;
            return new StepRow(step.word(), step.getName(), step.getConnection(), step.getEntryId() == null,
                    step.getReason(), status(step.getState()), note(step, steps), step.getState() == State.FAILED,
                    step.getPerHour(), ended, cost, gone);
        }

        private static @Nullable String note(Step step, List<Step> steps) {
            if (step.getNote() != null || step.getState() != State.WAITING) {
                return step.getNote();
            }
            List<Step> first = step.turn().waitsFor(steps);
            return first.isEmpty() ? null : "After " + Step.words(first) + ".";
        }

        private static Status status(State state) {
            return switch (state) {
                case WAITING -> Status.stopped("Waiting");
                case REMOVING -> Status.waiting("Deleting");
                case GONE -> Status.running("Gone");
                case FAILED -> Status.failed("Failed");
                case BLOCKED -> Status.waiting("Blocked");
                case CANCELLED -> Status.stopped("Not begun");
            };
        }

    }

}
