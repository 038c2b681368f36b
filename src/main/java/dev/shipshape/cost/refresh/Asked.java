package dev.shipshape.cost.refresh;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** When a connection was asked for the prices of a region, and what came of it. */
@Entity
@Table(name = "price_refresh")
@IdClass(Asked.Key.class)
public class Asked {

    @Id
    private String connection = "";

    @Id
    private String region = "";

    private Instant askedAt = Instant.EPOCH;

    private int told;

    private @Nullable String problem;

    private boolean denied;

    protected Asked() {
    }

    Asked(String connection, String region, Instant askedAt, int told, @Nullable String problem, boolean denied) {
        this.connection = connection;
        this.region = region;
        this.askedAt = askedAt;
        this.told = told;
        this.problem = (problem != null) ? problem.substring(0, Math.min(problem.length(), 1000)) : null;
        this.denied = denied;
    }

    /** The connection's name. */
    public String getConnection() {
        return this.connection;
    }

    /** The AWS region. */
    public String getRegion() {
        return this.region;
    }

    /** When it was asked last. */
    public Instant getAskedAt() {
        return this.askedAt;
    }

    /** How many prices it told. */
    public int getTold() {
        return this.told;
    }

    /** Why not all were told; null where nothing went wrong. */
    public @Nullable String getProblem() {
        return this.problem;
    }

    /** Whether the connection may not ask, which is no error. */
    public boolean isDenied() {
        return this.denied;
    }

    record Key(String connection, String region) implements Serializable {
    }

}
