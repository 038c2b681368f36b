package dev.shipshape.localaws.ecs.clusters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/** The rules of a capacity provider strategy. */
public final class CapacityProviders {

    private CapacityProviders() {
    }

    /**
     * Checks a strategy: providers of the cluster only, weights 0 to 1000 and not all 0,
     * base 0 to 100,000 and for one provider only.
     */
    public static void check(List<CapacityProviderStrategyItem> strategy, List<String> providers) {
        if (strategy.size() > 20) {
            throw EcsErrors.invalidParameter("A capacity provider strategy can have at most 20 capacity providers.");
        }
        for (CapacityProviderStrategyItem item : strategy) {
            if (item.capacityProvider() == null || item.capacityProvider().isEmpty()) {
                throw EcsErrors.invalidParameter("capacityProvider can not be blank.");
            }
            if (!providers.contains(item.capacityProvider())) {
                throw EcsErrors.invalidParameter("The specified capacity provider strategy cannot contain a capacity "
                        + "provider that is not associated with the cluster. Associate the capacity provider with the "
                        + "cluster and try again.");
            }
            if (weight(item) < 0 || weight(item) > 1000) {
                throw EcsErrors.invalidParameter("The weight of a capacity provider must be between 0 and 1000.");
            }
            if (base(item) < 0 || base(item) > 100_000) {
                throw EcsErrors.invalidParameter("The base of a capacity provider must be between 0 and 100000.");
            }
        }
        if (strategy.stream().filter((item) -> base(item) > 0).count() > 1) {
            throw EcsErrors.invalidParameter("Only one capacity provider in a strategy can have a base defined.");
        }
        if (strategy.stream().map(CapacityProviderStrategyItem::capacityProvider).distinct().count() < strategy
            .size()) {
            throw EcsErrors.invalidParameter("A capacity provider must not be listed more than once in a strategy.");
        }
        // AWS takes weight 0 for one that is not given, and then runs no task with it.
        if (strategy.size() > 1 && strategy.stream().allMatch((item) -> weight(item) == 0)) {
            throw EcsErrors
                .invalidParameter("At least one capacity provider in a strategy must have a weight greater than 0.");
        }
    }

    /**
     * The provider of each of this many tasks: first the base, then by weight, whoever is
     * furthest behind.
     */
    public static List<String> assign(List<CapacityProviderStrategyItem> strategy, int count) {
        List<String> assigned = new ArrayList<>();
        for (CapacityProviderStrategyItem item : strategy) {
            for (int task = 0; task < base(item) && assigned.size() < count; task++) {
                assigned.add(item.capacityProvider());
            }
        }
        List<String> byWeight = new ArrayList<>();
        while (assigned.size() + byWeight.size() < count) {
            byWeight.add(strategy.stream()
                .min(Comparator
                    .comparingDouble((item) -> (share(byWeight, item) + 1) / effectiveWeight(strategy, item)))
                .orElseThrow()
                .capacityProvider());
        }
        assigned.addAll(byWeight);
        return assigned;
    }

    private static long share(List<String> assigned, CapacityProviderStrategyItem item) {
        return assigned.stream().filter(item.capacityProvider()::equals).count();
    }

    /** A single provider takes everything, also without a weight. */
    private static double effectiveWeight(List<CapacityProviderStrategyItem> strategy,
            CapacityProviderStrategyItem item) {
        return (strategy.size() == 1) ? 1 : Math.max(weight(item), 1e-9);
    }

    static int weight(CapacityProviderStrategyItem item) {
        return (item.weight() != null) ? item.weight() : 0;
    }

    static int base(CapacityProviderStrategyItem item) {
        return (item.base() != null) ? item.base() : 0;
    }

}
