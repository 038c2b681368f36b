package dev.shipshape.localaws.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint's clock: another clock, and how far someone moved it forwards. That is
 * kept in the store, as what was made since would otherwise be in the future after a
 * restart.
 */
public final class MovableClock extends Clock {

    static final Duration FURTHEST = Duration.ofDays(3650);

    private static final String KEY = "clock";

    private final Clock clock;

    private volatile Duration ahead = Duration.ZERO;

    private @Nullable Store store;

    private @Nullable Table<Moved> moved;

    /** A clock that goes as this one does, until it is moved. */
    public MovableClock(Clock clock) {
        this.clock = clock;
    }

    /** Takes up what the store knows, and keeps it there from now on. */
    public synchronized void keepIn(Store state) {
        Table<Moved> table = state.records("localaws.clock", Moved.class);
        this.store = state;
        this.moved = table;
        this.ahead = state.inTransaction(() -> table.find(KEY))
            .map((before) -> Duration.ofMillis(before.millis()))
            .orElse(Duration.ZERO);
    }

    Duration ahead() {
        return this.ahead;
    }

    /** Moves it forwards; false if it cannot go that way or so far. */
    synchronized boolean advance(Duration forwards) {
        if (forwards.isNegative() || forwards.isZero() || forwards.compareTo(FURTHEST) > 0
                || this.ahead.plus(forwards).compareTo(FURTHEST) > 0) {
            return false;
        }
        Duration next = this.ahead.plus(forwards);
        if (this.store != null && this.moved != null) {
            Table<Moved> table = this.moved;
            this.store.inTransaction(() -> table.put(KEY, new Moved(next.toMillis())));
        }
        this.ahead = next;
        return true;
    }

    /** Sets it back, when everything that happened by it is forgotten. */
    public void setBack() {
        this.ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return this.clock.instant().plus(this.ahead);
    }

    @Override
    public ZoneId getZone() {
        return this.clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants only");
    }

    /** How far it was moved. */
    record Moved(long millis) {
    }

}
