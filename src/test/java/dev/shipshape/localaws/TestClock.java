package dev.shipshape.localaws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class TestClock extends Clock {

    private Instant now;

    public TestClock(Instant start) {
        this.now = start;
    }

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        this.now = this.now.plus(duration);
    }

    /** Moves to another moment, also an earlier one. */
    public synchronized void to(Instant moment) {
        this.now = moment;
    }

    @Override
    public synchronized Instant instant() {
        return this.now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

}
