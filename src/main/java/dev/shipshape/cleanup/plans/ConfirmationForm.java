package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a person says to have a plan carried out.
 *
 * @param confirmation what was typed
 * @param grace for how long charges are only stopped before the removal begins, as a
 * duration in ISO 8601; null or {@code PT0S} for removing at once
 */
record ConfirmationForm(@Nullable String confirmation, @Nullable String grace) {

    /** The times of grace that the form offers. */
    static final Map<String, Duration> GRACE = Map.of("PT1H", Duration.ofHours(1), "PT24H", Duration.ofHours(24),
            "PT168H", Duration.ofDays(7));

    String typed() {
        return (this.confirmation != null) ? this.confirmation : "";
    }

    /** Zero for what the form does not offer. */
    Duration waits() {
        return (this.grace != null) ? GRACE.getOrDefault(this.grace, Duration.ZERO) : Duration.ZERO;
    }

}
