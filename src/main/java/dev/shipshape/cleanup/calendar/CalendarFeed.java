package dev.shipshape.cleanup.calendar;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The secret address of a person's calendar feed, kept as a hash only. */
@Entity
class CalendarFeed {

    @Id
    private String person = "";

    private String tokenHash = "";

    private Instant madeAt = Instant.EPOCH;

    protected CalendarFeed() {
    }

    CalendarFeed(String person) {
        this.person = person;
    }

    void renew(String tokenHash, Instant now) {
        this.tokenHash = tokenHash;
        this.madeAt = now;
    }

    String person() {
        return this.person;
    }

    String tokenHash() {
        return this.tokenHash;
    }

    Instant madeAt() {
        return this.madeAt;
    }

}
