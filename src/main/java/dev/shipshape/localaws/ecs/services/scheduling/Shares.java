package dev.shipshape.localaws.ecs.services.scheduling;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Which capacity provider the next task of a service goes to: first until the base is
 * there, then whichever is furthest behind its weight; one of weight 0 never (API
 * reference, CapacityProviderStrategyItem).
 */
final class Shares {

    private final List<CapacityProviderStrategyItem> strategy;

    private final Map<String, Integer> tasks = new HashMap<>();

    /** Shares of a strategy, beside the tasks that there are. */
    Shares(List<CapacityProviderStrategyItem> strategy, List<Task> own) {
        this.strategy = strategy;
        own.stream()
            .filter((task) -> task.capacityProviderName() != null)
            .forEach((task) -> this.tasks.merge(task.capacityProviderName(), 1, Integer::sum));
    }

    /** The provider of one more task; null without a strategy. */
    @Nullable String next() {
        if (this.strategy.isEmpty()) {
            return null;
        }
        CapacityProviderStrategyItem item = this.strategy.stream()
            .filter((each) -> count(each) < number(each.base()))
            .findFirst()
            .orElseGet(() -> this.strategy.stream().min(Comparator.comparingDouble(this::share)).orElseThrow());
        this.tasks.merge(item.capacityProvider(), 1, Integer::sum);
        return item.capacityProvider();
    }

    private int count(CapacityProviderStrategyItem item) {
        return this.tasks.getOrDefault(item.capacityProvider(), 0);
    }

    private double share(CapacityProviderStrategyItem item) {
        double weight = (this.strategy.size() == 1) ? 1 : number(item.weight());
        return (weight > 0) ? (count(item) - number(item.base()) + 1) / weight : Double.MAX_VALUE;
    }

    private static int number(@Nullable Integer value) {
        return (value != null) ? value : 0;
    }

}
