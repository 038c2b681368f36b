package dev.shipshape.cleanup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands, made here or found, with its price.
 *
 * @param entry what the ledger knows of it
 * @param resource the resource
 * @param price what it costs an hour
 */
public record Item(LedgerEntry entry, Resource resource, Price price) {

    private static final BigDecimal MILLIS_OF_HOUR = new BigDecimal(3_600_000);

    static Item of(LedgerEntry entry, Prices prices) {
        Resource resource = entry.resource();
        return new Item(entry, resource, prices.of(new Billable(entry.getRegion(), resource.facts())));
    }

    /** What a form sends to name it. */
    public String id() {
        return this.entry.getId();
    }

    /** The name of the connection that it stands on. */
    public String connection() {
        return this.entry.getConnection();
    }

    /** Its AWS region's id. */
    public String region() {
        return this.entry.getRegion();
    }

    /** Whether no action of ours made it. */
    public boolean found() {
        return this.entry.isFound();
    }

    /** Whether a person keeps it. */
    public boolean kept() {
        return this.entry.getState() == LedgerEntry.State.KEPT;
    }

    /** Since when it stands; for what was found, perhaps only since it was seen first. */
    public Instant since() {
        return this.entry.since();
    }

    /**
     * What it has cost so far: an estimate, its price of now times its age.
     * @param now until when
     * @return dollars; null where the price is unknown
     */
    public @Nullable BigDecimal soFar(Instant now) {
        return cost(this.price.perHour(), since(), now);
    }

    /**
     * A price per hour over a time.
     * @param perHour dollars an hour; null if unknown
     * @param from the beginning; null if unknown
     * @param until the end
     * @return dollars; null where something is unknown
     */
    public static @Nullable BigDecimal cost(@Nullable BigDecimal perHour, @Nullable Instant from, Instant until) {
        if (perHour == null || perHour.signum() == 0) {
            return perHour;
        }
        if (from == null) {
            return null;
        }
        long millis = Math.max(0, Duration.between(from, until).toMillis());
        return perHour.multiply(BigDecimal.valueOf(millis)).divide(MILLIS_OF_HOUR, MathContext.DECIMAL64);
    }

    /**
     * Whether it may cost money: all but kinds that AWS does not charge for. An empty
     * repository may have been filled since.
     */
    public boolean mayBill() {
        return !"nothing".equals(this.resource.facts().get("billed"));
    }

}
