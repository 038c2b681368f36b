package dev.shipshape.tasks;

import java.util.List;

/**
 * What RunTask came to.
 *
 * @param tasks those that were started, at least one
 * @param asked how many were asked for
 * @param failures why the others were not started, in plain words, each reason once
 */
public record StartedTasks(List<Task> tasks, int asked, List<String> failures) {

    /** What a person reads: how many of how many, and why not all. */
    public String message() {
        int started = this.tasks.size();
        if (started == this.asked) {
            return (started == 1) ? "The task was started." : started + " tasks were started.";
        }
        return started + " of " + this.asked + " tasks were started. The others were not: "
                + String.join(" ", this.failures);
    }

}
