package dev.shipshape.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A price per hour in US dollars. What is unknown is unknown and never 0.
 *
 * @param perHour dollars an hour; null where it is unknown
 * @param asOf the day of the price list, such as {@code 2026-09-11}; {@code undated}
 * where the list has none; empty where there is nothing to date
 * @param estimate whether it floats, as Spot does, or leaves out a part that is unknown
 * @param unknown how many parts of a sum are unknown
 */
public record Price(@Nullable BigDecimal perHour, String asOf, boolean estimate, int unknown) {

    private static final String UNDATED = "undated";

    private static final BigDecimal HOURS_OF_MONTH = new BigDecimal("730");

    private static final String PARTLY = ", partly undated";

    /** No price is known. */
    public static final Price UNKNOWN = new Price(null, "", false, 1);

    /** AWS does not charge for it. */
    public static final Price NOTHING = new Price(BigDecimal.ZERO, "", false, 0);

    /** A known price. */
    public static Price of(BigDecimal perHour, String asOf) {
        return new Price(perHour.setScale(10, RoundingMode.HALF_UP).stripTrailingZeros(), asOf, false, 0);
    }

    /**
     * The sum of several prices: unknown parts are counted and left out, and a sum of
     * unknown parts alone is unknown.
     * @param prices the parts
     * @return the sum; {@link #NOTHING} of no parts
     */
    public static Price sum(Collection<Price> prices) {
        BigDecimal total = null;
        String asOf = "";
        boolean estimate = false;
        int unknown = 0;
        for (Price price : prices) {
            unknown += price.unknown();
            estimate |= price.estimate();
            BigDecimal part = price.perHour();
            if (part != null) {
                total = (total != null) ? total.add(part) : part;
                asOf = older(asOf, price.asOf());
            }
        }
        if (total == null) {
            return prices.isEmpty() ? NOTHING : new Price(null, "", false, unknown);
        }
        return new Price(total.stripTrailingZeros(), asOf, estimate || unknown > 0, unknown);
    }

    /** A sum is as old as its oldest dated part, and says so where a part has no date. */
    private static String older(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        if (one.equals(other)) {
            return one;
        }
        String dated = (firstDay(one).compareTo(firstDay(other)) < 0) ? firstDay(one) : firstDay(other);
        return (one + other).contains(UNDATED) ? dated + PARTLY : dated;
    }

    private static String firstDay(String asOf) {
        return asOf.replace(PARTLY, "");
    }

    /** When it was the price, after the word "prices"; empty where nothing is to date. */
    public String age() {
        if (this.asOf.isEmpty()) {
            return "";
        }
        return this.asOf.equals(UNDATED) ? "of unknown date" : "of " + this.asOf;
    }

    /** Dollars a month of 730 hours, as AWS bills what is stored; null if unknown. */
    public @Nullable BigDecimal perMonth() {
        return (this.perHour != null) ? this.perHour.multiply(HOURS_OF_MONTH) : null;
    }

    /** Whether anything is known of it. */
    public boolean known() {
        return this.perHour != null;
    }

}
