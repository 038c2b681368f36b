package dev.shipshape.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What something has cost and costs.
 *
 * @param soFar dollars since it began, of all that has a price
 * @param perHour what it costs an hour at present
 * @param notPriced how many resources of it have no price, or lack the price of a part;
 * they are not in the sum, or only in part
 * @param estimate whether the sum floats, as Spot does, or leaves something out
 * @param observedSince since when it was observed; null where it has not been yet
 */
public record Spent(BigDecimal soFar, Price perHour, int notPriced, boolean estimate, @Nullable Instant observedSince) {

    /** Nothing that was ever observed. */
    public static final Spent NOTHING = new Spent(BigDecimal.ZERO, Price.NOTHING, 0, false, null);

    /** What several have cost together. */
    public static Spent sum(Collection<Spent> parts) {
        BigDecimal soFar = parts.stream().map(Spent::soFar).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Spent(soFar, Price.sum(parts.stream().map(Spent::perHour).toList()),
                parts.stream().mapToInt(Spent::notPriced).sum(), parts.stream().anyMatch(Spent::estimate),
                parts.stream().map(Spent::observedSince).filter(Objects::nonNull).min(Instant::compareTo).orElse(null));
    }

    /** Whether any look at AWS has shown it yet. */
    public boolean observed() {
        return this.observedSince != null;
    }

    /** The sum in figures to show; null where nothing of it has a price. */
    public @Nullable BigDecimal shown() {
        return (this.soFar.signum() == 0 && this.notPriced > 0) ? null : this.soFar;
    }

    /** The same at another rate, which is known better than the last look tells it. */
    Spent at(Price perHour) {
        return new Spent(this.soFar, perHour, this.notPriced, this.estimate, this.observedSince);
    }

}
