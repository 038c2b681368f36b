package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.Map;

/**
 * Where a task is in its life, besides what ECS's own model says.
 *
 * @param phase the present phase
 * @param since when it began
 * @param started when each container was started, by name
 */
public record TaskRun(Phase phase, Instant since, Map<String, Instant> started) {

    /**
     * The phases of a task, with how many seconds each takes on Fargate, about. In
     * HANGING a pull never ends, because a fault has it so.
     */
    public enum Phase {

        PROVISIONING(4), PENDING(2), PULLING(7), HANGING(0), PULLED(1), ACTIVATING(3), RUNNING(0), DEACTIVATING(2),
        STOPPING(2), DEPROVISIONING(3), STOPPED(0);

        private final int seconds;

        Phase(int seconds) {
            this.seconds = seconds;
        }

        /** How many seconds the phase takes on Fargate, about. */
        public int seconds() {
            return this.seconds;
        }

        /** Whether the task is on its way down, or there. */
        public boolean isEnding() {
            return compareTo(DEACTIVATING) >= 0;
        }

    }

    /** The run in this phase. */
    public TaskRun at(Phase next, Instant time) {
        return new TaskRun(next, time, this.started);
    }

    /** The run with these starts of containers, by name. */
    public TaskRun with(Map<String, Instant> nowStarted) {
        return new TaskRun(this.phase, this.since, Map.copyOf(nowStarted));
    }

}
