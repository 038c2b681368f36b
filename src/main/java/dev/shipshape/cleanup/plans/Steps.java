package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves one step on: asks AWS, looks until it is done, and knows what is worth another
 * try. A step that was begun by a process that ended is begun again, because each deed
 * looks first whether it is done.
 */
@Component
class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /** What AWS has not confirmed by then has failed. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration FIRST_LOOK = Duration.ofMillis(500);

    private static final Duration FIRST_TRY = Duration.ofSeconds(1);

    private static final int MOST_TRIES = 6;

    /** What AWS answers when something else has to go, or to settle, first. */
    private static final Set<String> NOT_YET = Set.of("UpdateInProgressException", "ResourceInUseException",
            "ResourceInUse", "ClusterContainsServicesException", "ClusterContainsTasksException",
            "ClusterContainsContainerInstancesException", "ClusterContainsCapacityProviderException",
            "DependencyViolation", "ImageReferencedByManifestList", "OperationAbortedException", "DeleteConflict",
            "DeleteConflictException");

    /** ECS says these with a code that it has for wrong input too. */
    private static final Pattern NOT_YET_IN_WORDS = Pattern
        .compile("scaled above 0|deployments are active|is still draining|in the process of");

    private final Connections connections;

    private final Map<Purpose, Deed> deeds = new EnumMap<>(Purpose.class);

    private final Pacing pacing;

    private final Clock clock;

    Steps(Connections connections, List<Deed> deeds, Pacing pacing, Clock clock) {
        this.connections = connections;
        deeds.forEach((deed) -> this.deeds.put(deed.purpose(), deed));
        this.pacing = pacing;
        this.clock = clock;
    }

    /** Whether AWS's limits let these steps of one kind begin now. */
    boolean isPaced(List<Step> steps) {
        Step first = steps.get(0);
        Connection connection = connection(first);
        return connection == null || this.pacing.take(connection, first.getOrder(), steps.size());
    }

    /**
     * The steps in their order, those together for which AWS takes one call.
     */
    List<List<Step>> together(List<Step> steps, Purpose purpose) {
        List<List<Step>> all = new ArrayList<>();
        Map<String, List<Step>> open = new HashMap<>();
        for (Step step : steps) {
            int most = deed(purpose).atOnce(step);
            String place = step.getConnection() + " " + step.getRegion() + " " + step.getKind();
            List<Step> batch = open.get(place);
            if (most == 1 || batch == null || batch.size() >= most) {
                batch = new ArrayList<>();
                all.add(batch);
                open.put(place, batch);
            }
            batch.add(step);
        }
        return all;
    }

    /**
     * Begins a step whose turn it is, inside the transaction that writes it down; one
     * that may not begin is ended instead.
     */
    void begin(Step step, Purpose purpose, boolean automatic) {
        String why = deed(purpose).mayNot(step, automatic);
        if (why != null) {
            step.end(State.SKIPPED, why, this.clock.instant());
        }
        else {
            step.begin(this.clock.instant());
        }
    }

    /**
     * Moves a step on that was begun and is due. What became of it stands in the step.
     * @param written writes the step down, before AWS is asked for what must not be
     * forgotten
     */
    void advance(Step step, Purpose purpose, Runnable written) {
        Connection connection = connection(step);
        Deed deed = deed(purpose);
        if (connection == null || !deed.isFor(step)) {
            failed(step, deed, connection, "Its connection or its kind is not set up here any more.");
            return;
        }
        try {
            advance(step, deed, connection, written);
        }
        catch (Problem problem) {
            refused(step, deed, connection, problem);
        }
    }

    /**
     * Asks together for steps of one kind that were begun just now. What became of each
     * stands in it.
     */
    void askTogether(List<Step> steps, Purpose purpose) {
        Deed deed = deed(purpose);
        Connection connection = connection(steps.get(0));
        if (connection == null) {
            steps.forEach((step) -> advance(step, purpose, () -> {
            }));
            return;
        }
        List<Step> standing = new ArrayList<>();
        for (Step step : steps) {
            attempt(step, deed, connection, () -> {
                if (deed.isDone(step, connection)) {
                    done(step, deed, connection);
                }
                else {
                    standing.add(step);
                }
            });
        }
        if (standing.isEmpty()) {
            return;
        }
        Map<Step, Problem> refused = new HashMap<>();
        try {
            refused.putAll(deed.askTogether(standing, connection));
        }
        catch (Problem problem) {
            standing.forEach((step) -> refused.put(step, problem));
        }
        for (Step step : standing) {
            Problem problem = refused.get(step);
            if (problem != null) {
                refused(step, deed, connection, problem);
            }
            else {
                attempt(step, deed, connection, () -> asked(step, deed, connection));
            }
        }
    }

    private void attempt(Step step, Deed deed, Connection connection, Runnable move) {
        try {
            move.run();
        }
        catch (Problem problem) {
            refused(step, deed, connection, problem);
        }
    }

    private void advance(Step step, Deed deed, Connection connection, Runnable written) {
        if (deed.isDone(step, connection)) {
            done(step, deed, connection);
        }
        else if (step.getAskedAt() != null) {
            look(step, deed, connection);
        }
        else if (deed.isOnItsWay(step)) {
            step.later(this.pacing.again(step.getAttempts(), FIRST_TRY), "Looking whether it was begun already.");
        }
        else {
            if (deed.prepare(step, connection)) {
                written.run();
            }
            ask(step, deed, connection);
        }
    }

    /** An error of our own ends the step and not the run. */
    void broken(Step step, Purpose purpose, RuntimeException error) {
        LOG.error("{} {} failed", purpose, step.words(), error);
        failed(step, deed(purpose), connection(step), "Something went wrong in Shipshape itself; its log says more.");
    }

    private void ask(Step step, Deed deed, Connection connection) {
        deed.ask(step, connection);
        asked(step, deed, connection);
    }

    private void asked(Step step, Deed deed, Connection connection) {
        Instant now = this.clock.instant();
        step.asked(now, now);
        if (deed.isDone(step, connection)) {
            done(step, deed, connection);
        }
        else {
            deed.accepted(step, connection);
            step.later(this.pacing.again(0, FIRST_LOOK), null);
        }
    }

    private void done(Step step, Deed deed, Connection connection) {
        step.end(State.DONE, null, this.clock.instant());
        deed.done(step, connection);
    }

    private void look(Step step, Deed deed, Connection connection) {
        if (isLate(step)) {
            failed(step, deed, connection, "AWS accepted it and has not finished it within 15 minutes.");
        }
        else {
            step.later(this.pacing.again(step.getAttempts(), FIRST_LOOK), step.getNote());
        }
    }

    private void refused(Step step, Deed deed, Connection connection, Problem problem) {
        String original = String.valueOf(problem.original());
        boolean notYet = problem.code() != null
                && (NOT_YET.contains(problem.code()) || NOT_YET_IN_WORDS.matcher(original).find());
        boolean briefly = AwsErrors.isThrottled(problem) || problem.status().is5xxServerError();
        if (!isLate(step) && (notYet || (briefly && step.getAttempts() < MOST_TRIES))) {
            step.later(this.pacing.again(step.getAttempts(), FIRST_TRY), "Trying again: " + words(problem));
        }
        else {
            failed(step, deed, connection, words(problem));
        }
    }

    private boolean isLate(Step step) {
        Instant begun = step.getStartedAt();
        return begun != null && begun.plus(LONGEST).isBefore(this.clock.instant());
    }

    private void failed(Step step, Deed deed, @Nullable Connection connection, String why) {
        step.end(State.FAILED, why, this.clock.instant());
        deed.failed(step, connection, why);
    }

    private @Nullable Connection connection(Step step) {
        return this.connections.find(step.getConnection())
            .map((connection) -> connection.in(step.getRegion()))
            .orElse(null);
    }

    private Deed deed(Purpose purpose) {
        return Objects.requireNonNull(this.deeds.get(purpose));
    }

    /** Where AWS's own words say more, such as which action to allow, they end it. */
    private static String words(Problem problem) {
        String code = (problem.code() != null) ? " (" + problem.code() + ")" : "";
        String advice = problem.advice().isEmpty() ? "" : " " + problem.advice();
        String original = problem.original();
        boolean more = problem.code() != null && original != null && !problem.what().contains(original);
        return problem.what() + code + advice + (more ? " AWS says: " + original : "");
    }

}
