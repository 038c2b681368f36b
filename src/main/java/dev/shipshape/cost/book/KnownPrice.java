package dev.shipshape.cost.book;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The price of one item in one region.
 *
 * @param region the AWS region's id
 * @param item what is priced, with its unit, such as {@code alb-hour}
 * @param dollars US dollars for a unit
 * @param asOf the day of the price list, such as {@code 2026-09-11}; {@code undated}
 * where it has none
 * @param source the connection that AWS told it on; null where it is of the project's
 * table
 * @param fetchedAt when AWS told it; null where it is of the project's table
 */
public record KnownPrice(String region, String item, BigDecimal dollars, String asOf, @Nullable String source,
        @Nullable Instant fetchedAt) {

    /** What the date of a price is where nobody knows it. */
    public static final String UNDATED = "undated";

    /** Whether it has a date. */
    public boolean dated() {
        return !this.asOf.equals(UNDATED);
    }

}
