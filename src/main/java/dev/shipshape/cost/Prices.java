package dev.shipshape.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.shipshape.cost.book.PriceBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prices anything billable by the prices that are known. Arithmetic is in decimals.
 */
@Component
public class Prices {

    /** AWS bills stored gigabytes by the month of 730 hours. */
    private static final BigDecimal HOURS_OF_MONTH = new BigDecimal("730");

    private static final BigDecimal GIB = new BigDecimal(1L << 30);

    private static final BigDecimal UNITS = new BigDecimal("1024");

    /** Fargate gives every task 20 GiB of storage (AWS Fargate pricing). */
    private static final BigDecimal FREE_STORAGE = new BigDecimal("20");

    /**
     * Spot floats; AWS names savings of up to 70 percent, so what is left is an estimate.
     */
    private static final BigDecimal SPOT = new BigDecimal("0.3");

    private final PriceBook book;

    public Prices(PriceBook book) {
        this.book = book;
    }

    /**
     * What something costs an hour.
     * @param billable what it is
     * @return the price; unknown where none is known for its region or kind
     */
    public Price of(Billable billable) {
        List<Part> parts = parts(billable);
        return (parts != null) ? Price.sum(parts.stream().map(Part::price).toList()) : Price.UNKNOWN;
    }

    /**
     * Why something has no price, or lacks the price of a part.
     * @return a sentence; empty where all of it is priced
     */
    public Optional<String> missing(Billable billable) {
        List<Part> parts = parts(billable);
        if (parts == null) {
            return Optional.of(switch (billable.billed()) {
                case "volumes" -> "It is stopped; its volumes are billed, and their prices are not looked up.";
                case "load-balancer" -> "Only Application Load Balancers are priced.";
                default -> "Nothing is known of how it is billed.";
            });
        }
        List<String> missing = parts.stream().filter((part) -> !part.price().known()).map(Part::name).toList();
        return missing.isEmpty() ? Optional.empty() : Optional
            .of("No price is known of " + String.join(" and ", missing) + " in " + billable.region() + ".");
    }

    /** What is charged for; null where nothing is known of how it is billed. */
    private @Nullable List<Part> parts(Billable billable) {
        String region = billable.region();
        return switch (billable.billed()) {
            case "fargate" -> fargate(billable);
            case "storage" -> stored(billable, "ecr-gb-month", "stored images");
            case "logs" -> stored(billable, "logs-stored-gb-month", "stored logs");
            case "alb" -> List.of(part(region, "alb-hour", "an Application Load Balancer", BigDecimal.ONE));
            case "nat" -> List.of(part(region, "nat-hour", "a NAT gateway", BigDecimal.ONE));
            case "ec2" -> instance(billable);
            case "nothing", "instance" -> List.of();
            default -> null;
        };
    }

    /** What Spot takes for an instance floats with its type, so that is unknown. */
    private List<Part> instance(Billable instance) {
        String type = String.valueOf(instance.fact("instanceType"));
        List<Part> parts = new ArrayList<>();
        parts.add(Boolean.parseBoolean(instance.fact("spot")) ? new Part("a " + type + " Spot instance", Price.UNKNOWN)
                : part(instance.region(), "ec2-hour:" + type, "a " + type + " instance", BigDecimal.ONE));
        if (Boolean.parseBoolean(instance.fact("public"))) {
            parts.add(part(instance.region(), "public-ipv4-hour", "public IPv4 addresses", BigDecimal.ONE));
        }
        return parts;
    }

    private List<Part> fargate(Billable task) {
        String region = task.region();
        BigDecimal count = number(task, "count");
        String processor = String.valueOf(task.fact("architecture")).equalsIgnoreCase("ARM64") ? "arm-" : "";
        boolean floats = Boolean.parseBoolean(task.fact("spot"));
        BigDecimal spot = floats ? SPOT : BigDecimal.ONE;
        List<Part> parts = new ArrayList<>();
        parts.add(part(region, "fargate-" + processor + "vcpu-hour", "Fargate's vCPU",
                number(task, "cpu").divide(UNITS, MathContext.DECIMAL64).multiply(count).multiply(spot)));
        parts.add(part(region, "fargate-" + processor + "gb-hour", "Fargate's memory",
                number(task, "memory").divide(UNITS, MathContext.DECIMAL64).multiply(count).multiply(spot)));
        BigDecimal storage = number(task, "storage").subtract(FREE_STORAGE).max(BigDecimal.ZERO);
        if (storage.signum() > 0) {
            parts.add(part(region, "ephemeral-gb-hour", "ephemeral storage", storage.multiply(count)));
        }
        if (Boolean.parseBoolean(task.fact("public"))) {
            parts.add(part(region, "public-ipv4-hour", "public IPv4 addresses", count));
        }
        if (parts.stream().noneMatch((part) -> part.name().startsWith("Fargate") && part.price().known())) {
            return List.of(new Part("Fargate", Price.UNKNOWN)); // an address alone is no
                                                                // task
        }
        return floats ? parts.stream().map(Part::estimated).toList() : parts;
    }

    private List<Part> stored(Billable stored, String item, String name) {
        if (number(stored, "bytes").signum() == 0) {
            return List.of();
        }
        BigDecimal gigabytes = number(stored, "bytes").divide(GIB, MathContext.DECIMAL64);
        return List.of(part(stored.region(), item, name, gigabytes.divide(HOURS_OF_MONTH, MathContext.DECIMAL64)));
    }

    private Part part(String region, String item, String name, BigDecimal quantity) {
        Price price = this.book.find(region, item)
            .map((known) -> Price.of(known.dollars().multiply(quantity), known.asOf()))
            .orElse(Price.UNKNOWN);
        return new Part(name, price);
    }

    private static BigDecimal number(Billable billable, String fact) {
        String value = billable.fact(fact);
        return (value != null) ? new BigDecimal(value) : BigDecimal.ZERO;
    }

    private record Part(String name, Price price) {

        Part estimated() {
            return new Part(this.name, new Price(this.price.perHour(), this.price.asOf(), true, this.price.unknown()));
        }

    }

}
