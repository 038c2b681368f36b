package dev.shipshape.clusters;

import java.util.Objects;

import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/**
 * One part of a capacity provider strategy.
 *
 * @param provider the capacity provider's name
 * @param base how many tasks run on it at least; one provider of a strategy may have a
 * base
 * @param weight its share of the tasks above the base
 */
public record StrategyItem(String provider, int base, int weight) {

    /** What AWS says. */
    public static StrategyItem of(CapacityProviderStrategyItem item) {
        return new StrategyItem(item.capacityProvider(), Objects.requireNonNullElse(item.base(), 0),
                Objects.requireNonNullElse(item.weight(), 0));
    }

    /** As AWS takes it. */
    public CapacityProviderStrategyItem toAws() {
        CapacityProviderStrategyItem.Builder item = CapacityProviderStrategyItem.builder()
            .capacityProvider(this.provider)
            .weight(this.weight);
        return (this.base > 0) ? item.base(this.base).build() : item.build();
    }

}
