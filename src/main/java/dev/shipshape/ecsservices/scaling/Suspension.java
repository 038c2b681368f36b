package dev.shipshape.ecsservices.scaling;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * What of a service's scaling is suspended.
 *
 * @param in policies may not lower the count
 * @param out policies may not raise the count
 * @param scheduled scheduled actions do nothing
 */
public record Suspension(boolean in, boolean out, boolean scheduled) {

    /** Nothing scales. */
    public static final Suspension ALL = new Suspension(true, true, true);

    /** What AWS does not tell is not suspended. */
    static Suspension of(@Nullable SuspendedState state) {
        return (state != null) ? new Suspension(is(state.dynamicScalingInSuspended()),
                is(state.dynamicScalingOutSuspended()), is(state.scheduledScalingSuspended()))
                : new Suspension(false, false, false);
    }

    private static boolean is(@Nullable Boolean suspended) {
        return Objects.requireNonNullElse(suspended, false);
    }

    SuspendedState state() {
        return SuspendedState.builder()
            .dynamicScalingInSuspended(this.in)
            .dynamicScalingOutSuspended(this.out)
            .scheduledScalingSuspended(this.scheduled)
            .build();
    }

}
