package dev.shipshape.classroom;

import java.math.BigDecimal;

import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import org.jspecify.annotations.Nullable;

/**
 * What the smallest task on Fargate costs: 0.25 vCPU and 0.5 GB, with a public IPv4
 * address.
 *
 * @param region the AWS region's id
 * @param task the task alone
 * @param whole the task and its address
 */
public record Example(String region, Price task, Price whole) {

    /** AWS's month of 730 hours. */
    private static final BigDecimal MONTH = new BigDecimal("730");

    static Example in(String region, Prices prices) {
        return new Example(region, prices.of(Billable.fargate(region, 256, 512, "X86_64", false, false, 1)),
                prices.of(Billable.fargate(region, 256, 512, "X86_64", false, true, 1)));
    }

    /** Whether both the task's and the address's price are known in the region. */
    public boolean known() {
        return this.whole.known() && this.whole.unknown() == 0;
    }

    /** Dollars for a month of it left running; null where the price is unknown. */
    public @Nullable BigDecimal month() {
        BigDecimal hour = this.whole.perHour();
        return (hour != null) ? hour.multiply(MONTH) : null;
    }

}
