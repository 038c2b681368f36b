package dev.shipshape.cleanup.plans;

import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;

/** What the steps of plans of one purpose do. Every method may ask AWS. */
interface Deed {

    /** Of which plans. */
    Purpose purpose();

    /** Whether it can be done here: its kind is one of those that this is for. */
    boolean isFor(Step step);

    /**
     * Decides, in the transaction that begins a step, whether it may begin.
     * @param automatic whether no person stands behind the plan
     * @return why not, which ends the step; null if it may
     */
    default @Nullable String mayNot(Step step, boolean automatic) {
        return null;
    }

    /** Whether AWS confirms that it is done. */
    boolean isDone(Step step, Connection connection);

    /**
     * Gets ready to ask, such as by reading what must be remembered.
     * @return whether the step changed, so that it must be written down before AWS is
     * asked
     */
    default boolean prepare(Step step, Connection connection) {
        return false;
    }

    /**
     * Whether what was begun before may still be on its way, so that AWS is not asked
     * yet.
     */
    default boolean isOnItsWay(Step step) {
        return false;
    }

    /**
     * Asks AWS to do it, as an action of the person in whose name the plan is carried
     * out.
     */
    void ask(Step step, Connection connection);

    /** How many steps of this one's kind are asked for together. */
    default int atOnce(Step step) {
        return 1;
    }

    /**
     * Asks for several steps of one kind together.
     * @return why AWS refused some of them
     * @throws Problem if AWS refuses all of them
     */
    default Map<Step, Problem> askTogether(List<Step> steps, Connection connection) {
        steps.forEach((step) -> ask(step, connection));
        return Map.of();
    }

    /** AWS has accepted it and not finished. */
    default void accepted(Step step, Connection connection) {
    }

    /** AWS confirms it. */
    default void done(Step step, Connection connection) {
    }

    /** It failed, for this reason. */
    default void failed(Step step, @Nullable Connection connection, String why) {
    }

}
