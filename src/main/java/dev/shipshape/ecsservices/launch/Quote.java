package dev.shipshape.ecsservices.launch;

import java.math.BigDecimal;
import java.util.List;

import dev.shipshape.cost.Price;
import org.jspecify.annotations.Nullable;

/**
 * What a form would start, as it is filled in just now.
 *
 * @param price what it costs an hour; null where the form is not complete
 * @param onInstances whether it runs on instances, which are billed themselves
 * @param checks what was looked at
 * @param command the equivalent command; empty where the form is not complete
 * @param missing what the form lacks; empty if nothing
 */
public record Quote(@Nullable Price price, boolean onInstances, List<Check> checks, String command, String missing) {

    private static final BigDecimal HOURS_OF_MONTH = new BigDecimal("730");

    /** The form is not complete. */
    public static Quote incomplete(String missing) {
        return new Quote(null, false, List.of(), "", missing);
    }

    /** Whether something is in the way for which AWS may still take it. */
    public boolean stopped() {
        return this.checks.stream().anyMatch((check) -> check.weight() == Check.Weight.STOP);
    }

    /** What it costs if it goes on for a month; null if that is unknown. */
    public @Nullable BigDecimal perMonth() {
        BigDecimal hour = (this.price != null) ? this.price.perHour() : null;
        return (hour != null) ? hour.multiply(HOURS_OF_MONTH) : null;
    }

}
