package dev.shipshape.cleanup.sweep;

import java.time.Instant;
import java.util.List;

import dev.shipshape.aws.Connection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A region of a connection, as the last look at it left it. */
@Entity
public class SweptRegion {

    @Id
    private String id = "";

    private String connection = "";

    private String region = "";

    private boolean used;

    private @Nullable Instant sweptAt;

    private int standing;

    private String unseen = "";

    protected SweptRegion() {
    }

    SweptRegion(Connection place) {
        this.id = id(place);
        this.connection = place.name();
        this.region = place.region();
    }

    static String id(Connection place) {
        return place.name() + " " + place.region();
    }

    /** Something was found there, so that it is looked at every time from now on. */
    void use() {
        this.used = true;
    }

    void swept(Instant at, int standing, List<String> unseen) {
        this.sweptAt = at;
        this.standing = standing;
        String lines = String.join("\n", unseen);
        this.unseen = lines.substring(0, Math.min(lines.length(), 20_000));
    }

    /** The name of the connection. */
    public String getConnection() {
        return this.connection;
    }

    /** The AWS region's id. */
    public String getRegion() {
        return this.region;
    }

    /** Whether something was ever found there. */
    public boolean isUsed() {
        return this.used;
    }

    /** When a look at it began last; null before the first. */
    public @Nullable Instant getSweptAt() {
        return this.sweptAt;
    }

    /** How many resources stood there. */
    public int getStanding() {
        return this.standing;
    }

    /** What could not be looked into, each with the reason. */
    public List<String> getUnseen() {
        return this.unseen.isEmpty() ? List.of() : List.of(this.unseen.split("\n", -1));
    }

}
