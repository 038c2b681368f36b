package dev.shipshape.localaws.engine;

import java.time.Duration;

/** How fast simulated time passes for a task. */
public enum Pace {

    /** As on Fargate: about twenty seconds to RUNNING. */
    REALISTIC(Duration.ofSeconds(1)),
    /** RUNNING within two seconds. */
    FAST(Duration.ofMillis(60)),
    /** Each step has happened by the next look. */
    INSTANT(Duration.ZERO);

    private final Duration second;

    Pace(Duration second) {
        this.second = second;
    }

    /** How long something takes here that takes this many seconds on Fargate. */
    public Duration of(int seconds) {
        return this.second.multipliedBy(seconds);
    }

}
