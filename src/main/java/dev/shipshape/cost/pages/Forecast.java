package dev.shipshape.cost.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

import dev.shipshape.cost.Price;
import org.jspecify.annotations.Nullable;

/**
 * What a month will have cost: what was spent since its first day, and what stands now
 * for the hours that are left.
 *
 * @param soFar dollars since the first of the month
 * @param ahead dollars for the time that is left, at the present rate; null where that is
 * unknown
 * @param left the time that is left
 * @param end when the month ends
 */
record Forecast(BigDecimal soFar, @Nullable BigDecimal ahead, Duration left, Instant end) {

    private static final BigDecimal SECONDS_OF_HOUR = new BigDecimal(3600);

    static Forecast of(BigDecimal soFar, Price rate, Instant now) {
        Instant end = Range.endOfMonth(now);
        Duration left = Duration.between(now, end);
        return new Forecast(soFar, over(rate.perHour(), left), left, end);
    }

    /** What a rate comes to over a time; null where the rate is unknown. */
    static @Nullable BigDecimal over(@Nullable BigDecimal perHour, Duration time) {
        return (perHour == null) ? null
                : perHour.multiply(BigDecimal.valueOf(time.toSeconds())).divide(SECONDS_OF_HOUR, MathContext.DECIMAL64);
    }

    /** Dollars in all of the month; null where the present rate is unknown. */
    public @Nullable BigDecimal total() {
        return (this.ahead != null) ? this.soFar.add(this.ahead) : null;
    }

}
