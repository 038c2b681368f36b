package dev.shipshape.localaws.ecs.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.instances.Fleet;
import dev.shipshape.localaws.ecs.instances.Resources;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;

/**
 * Which of the instances that fit is taken: by the strategies in their order, what they
 * leave open at random (developer guide, "Use strategies to define task placement").
 */
final class Preference {

    private final Fleet fleet;

    private final Wanted wanted;

    private final List<ContainerInstance> all;

    /** Prefers among instances by what runs on all of the cluster. */
    Preference(Fleet fleet, Wanted wanted, List<ContainerInstance> all) {
        this.fleet = fleet;
        this.wanted = wanted;
        this.all = all;
    }

    ContainerInstance best(List<ContainerInstance> fitting) {
        List<ContainerInstance> shuffled = new ArrayList<>(fitting);
        Collections.shuffle(shuffled);
        return this.wanted.rules()
            .strategies()
            .stream()
            .filter((strategy) -> strategy.type() != PlacementStrategyType.RANDOM)
            .map(this::order)
            .reduce(Comparator::thenComparing)
            .map((order) -> Collections.min(shuffled, order))
            .orElse(shuffled.get(0));
    }

    private Comparator<ContainerInstance> order(PlacementStrategy strategy) {
        if (strategy.type() == PlacementStrategyType.BINPACK) {
            return strategy.field().equalsIgnoreCase("cpu")
                    ? Comparator.comparingInt((one) -> new Resources(one.remainingResources()).cpu())
                    : Comparator.comparingInt((one) -> new Resources(one.remainingResources()).memory());
        }
        Map<String, Integer> tasks = tasks(strategy.field());
        return Comparator.comparingInt((one) -> tasks.getOrDefault(value(one, strategy.field()), 0));
    }

    /** How many tasks of the group there are by each value of a field. */
    private Map<String, Integer> tasks(String field) {
        Map<String, Integer> tasks = new HashMap<>();
        for (ContainerInstance instance : this.all) {
            int own = (int) this.fleet.candidate(instance)
                .groups()
                .get()
                .stream()
                .filter(this.wanted.group()::equals)
                .count();
            tasks.merge(value(instance, field), own, Integer::sum);
        }
        return tasks;
    }

    private static String value(ContainerInstance instance, String field) {
        if (!field.startsWith("attribute:")) {
            return instance.containerInstanceArn();
        }
        String value = Fit.attribute(instance, field.substring("attribute:".length()));
        return (value != null) ? value : "";
    }

}
