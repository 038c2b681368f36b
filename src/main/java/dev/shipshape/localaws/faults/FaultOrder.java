package dev.shipshape.localaws.faults;

import org.jspecify.annotations.Nullable;

/**
 * A fault as someone asks for it.
 *
 * @param operation such as {@code ecs:RunTask}, {@code ecs:*} or {@code *}
 * @param kind what goes wrong
 * @param probability of each call, from above 0 to 1
 * @param next for how many calls; null for all until it is taken back
 * @param seed of the chance, so that a run can be repeated
 * @param latencyMillis how long a call waits
 * @param failing how many of what was asked for fail; null for all
 * @param reason the reason in {@code failures[]}; null for the usual one
 */
public record FaultOrder(String operation, FaultKind kind, double probability, @Nullable Integer next, long seed,
        int latencyMillis, @Nullable Integer failing, @Nullable String reason) {

    boolean matches(String called) {
        return this.operation.equals("*") || this.operation.equals(called) || (this.operation.endsWith(":*")
                && called.startsWith(this.operation.substring(0, this.operation.length() - 1)));
    }

}
