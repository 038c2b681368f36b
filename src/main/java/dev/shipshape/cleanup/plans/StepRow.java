package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * One step as a page and a receipt show it.
 *
 * @param position its place in the plan, from 1
 * @param kind the key of its kind
 * @param word its kind in a person's words
 * @param name its name
 * @param connection where it stands
 * @param region its AWS region's id
 * @param arn AWS's name of it
 * @param found whether no action of ours made it
 * @param reason why it stands where it stands
 * @param status how far it is
 * @param note why it failed, or what it waits for; null for nothing to say
 * @param failed whether the note tells of a failure
 * @param perHour what it frees in dollars an hour; null if unknown
 * @param endedAt when its state was final; null before
 * @param cost what it had cost when it was gone, an estimate; null if unknown
 * @param state its state
 * @param remembered whether it is known how to bring it back
 */
record StepRow(int position, String kind, String word, String name, String connection, String region, String arn,
        boolean found, String reason, Status status, @Nullable String note, boolean failed,
        @Nullable BigDecimal perHour, @Nullable Instant endedAt, @Nullable BigDecimal cost, State state,
        boolean remembered) {

    /**
     * The rows of a plan. While it moves, the next that wait say what they wait for: so
     * many as a page shows, because to find that out takes a look at every step.
     */
    static List<StepRow> of(Plan plan, List<Step> steps) {
        List<StepRow> rows = new ArrayList<>();
        int told = (plan.getState() == Plan.State.RUNNING) ? PlanView.told(steps.size()) : 0;
        for (Step step : steps) {
            boolean tells = told > 0 && step.getState() == State.WAITING;
            told -= tells ? 1 : 0;
            rows.add(of(plan.getPurpose(), step, tells ? steps : List.of()));
        }
        return List.copyOf(rows);
    }

    private static StepRow of(Purpose purpose, Step step, List<Step> steps) {
        return new StepRow(step.getPosition(), step.getKind(), step.word(), step.getName(), step.getConnection(),
                step.getRegion(), step.getArn(), step.isFound(), step.getReason(), status(purpose, step.getState()),
                note(step, steps), step.getState() == State.FAILED, step.getPerHour(), step.getEndedAt(),
                step.getCost(), step.getState(), step.getMemo() != null);
    }

    private static @Nullable String note(Step step, List<Step> steps) {
        if (step.getNote() != null || step.getState() != State.WAITING) {
            return step.getNote();
        }
        List<Step> first = step.turn().waitsFor(steps);
        return first.isEmpty() ? null : "After " + Step.words(first) + ".";
    }

    private static Status status(Purpose purpose, State state) {
        return switch (state) {
            case WAITING -> Status.stopped("Waiting");
            case BEGUN -> switch (purpose) {
                case REMOVE -> Status.waiting("Deleting");
                case STOP -> Status.waiting("Stopping");
                case BRING_BACK -> Status.moving("Starting");
                case RETIRE -> Status.waiting("Deregistering");
            };
            case DONE -> switch (purpose) {
                case REMOVE -> Status.running("Gone");
                case STOP -> Status.stopped("Stopped");
                case BRING_BACK -> Status.running("Back");
                case RETIRE -> Status.stopped("Out of use");
            };
            case FAILED -> Status.failed("Failed");
            case SKIPPED -> Status.stopped("Left alone");
            case BLOCKED -> Status.waiting("Blocked");
            case CANCELLED -> Status.stopped("Not begun");
        };
    }

    /** Whether AWS confirms that it is done. */
    public boolean done() {
        return this.state == State.DONE;
    }

    /** Whether its turn has not come. */
    public boolean waits() {
        return this.state == State.WAITING;
    }

    /** Whether it is known to cost nothing. */
    public boolean free() {
        return this.perHour != null && this.perHour.signum() == 0;
    }

}
