package dev.shipshape.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Component;

/**
 * Prices anything billable by the price list of the project. Arithmetic is in decimals.
 */
@Component
public class Prices {

    /** AWS bills stored gigabytes by the month of 730 hours. */
    private static final BigDecimal HOURS_OF_MONTH = new BigDecimal("730");

    private static final BigDecimal GIB = new BigDecimal(1L << 30);

    private static final BigDecimal UNITS = new BigDecimal("1024");

    /**
     * Spot floats; AWS names savings of up to 70 percent, so what is left is an estimate.
     */
    private static final BigDecimal SPOT = new BigDecimal("0.3");

    private final PriceList list = PriceList.ofProject();

    /**
     * What something costs an hour.
     * @param billable what it is
     * @return the price; unknown where the list has none for its region or kind
     */
    public Price of(Billable billable) {
        return switch (billable.billed()) {
            case "fargate" -> fargate(billable);
            case "storage" -> stored(billable, "ecr-gb-month");
            case "logs" -> stored(billable, "logs-stored-gb-month");
            case "nothing", "instance" -> Price.NOTHING;
            default -> Price.UNKNOWN;
        };
    }

    private Price fargate(Billable task) {
        String architecture = String.valueOf(task.fact("architecture")).toLowerCase(Locale.ROOT);
        PriceList.Fargate rates = this.list.fargate(task.region(), architecture).orElse(null);
        if (rates == null) {
            return Price.UNKNOWN;
        }
        BigDecimal count = number(task, "count");
        BigDecimal vcpu = number(task, "cpu").divide(UNITS, MathContext.DECIMAL64);
        BigDecimal gigabytes = number(task, "memory").divide(UNITS, MathContext.DECIMAL64);
        BigDecimal hour = vcpu.multiply(rates.vcpuHour()).add(gigabytes.multiply(rates.gbHour())).multiply(count);
        boolean spot = Boolean.parseBoolean(task.fact("spot"));
        Price compute = Price.of(spot ? hour.multiply(SPOT) : hour, rates.asOf());
        if (spot) {
            compute = new Price(compute.perHour(), compute.asOf(), true, 0);
        }
        if (!Boolean.parseBoolean(task.fact("public"))) {
            return compute;
        }
        Price address = this.list.item(task.region(), "public-ipv4-hour")
            .map((item) -> Price.of(item.price().multiply(count), item.asOf()))
            .orElse(Price.UNKNOWN);
        return Price.sum(List.of(compute, address));
    }

    private Price stored(Billable stored, String item) {
        if (number(stored, "bytes").signum() == 0) {
            return Price.NOTHING;
        }
        return this.list.item(stored.region(), item)
            .map((month) -> Price.of(number(stored, "bytes").divide(GIB, MathContext.DECIMAL64)
                .multiply(month.price())
                .divide(HOURS_OF_MONTH, MathContext.DECIMAL64), month.asOf()))
            .orElse(Price.UNKNOWN);
    }

    private static BigDecimal number(Billable billable, String fact) {
        String value = billable.fact(fact);
        return (value != null) ? new BigDecimal(value) : BigDecimal.ZERO;
    }

}
