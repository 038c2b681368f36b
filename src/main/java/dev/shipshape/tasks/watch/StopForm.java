package dev.shipshape.tasks.watch;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why a task is to be stopped.
 *
 * @param reason the person's words; may be empty
 */
record StopForm(@Size(max = StopForm.LONGEST, message = "Say it in up to 200 characters.") String reason) {

    static final int LONGEST = 200;

    StopForm(@Nullable String reason) {
        this.reason = (reason != null) ? reason.strip() : "";
    }

}
