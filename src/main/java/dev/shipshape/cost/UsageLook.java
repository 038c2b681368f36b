package dev.shipshape.cost;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * When a kind was looked at last, in a region of a connection: all that is open of it was
 * seen then. One row for all of them, so that a look writes only what changed.
 */
@Entity
class UsageLook {

    @Id
    private String place = "";

    private Instant seenAt = Instant.EPOCH;

    protected UsageLook() {
    }

    UsageLook(String place, Instant seenAt) {
        this.place = place;
        this.seenAt = seenAt;
    }

    static String place(String connection, String region, String kind) {
        return connection + " " + region + " " + kind;
    }

    String place() {
        return this.place;
    }

    Instant seenAt() {
        return this.seenAt;
    }

}
