package dev.shipshape.cleanup;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Spent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What things have cost since they began: as it was observed, else an estimate, the price
 * of now times the age.
 */
@Component
public class SoFar {

    private final Costs costs;

    private final Connections connections;

    SoFar(Costs costs, Connections connections) {
        this.costs = costs;
        this.connections = connections;
    }

    /**
     * What items have cost.
     * @param items the items
     * @param now until when
     * @return dollars by the items' ids; without those of unknown price
     */
    Map<String, BigDecimal> of(Collection<Item> items, Instant now) {
        Map<String, BigDecimal> soFar = new HashMap<>();
        Map<Connection, List<Item>> places = items.stream()
            .filter((item) -> this.connections.find(item.connection()).isPresent())
            .collect(Collectors.groupingBy((item) -> this.connections.named(item.connection()).in(item.region())));
        places.forEach((place, there) -> {
            Map<String, Spent> observed = this.costs.of(place,
                    there.stream().map((item) -> item.resource().arn()).toList());
            for (Item item : there) {
                BigDecimal cost = cost(observed.getOrDefault(item.resource().arn(), Spent.NOTHING), item.soFar(now));
                if (cost != null) {
                    soFar.put(item.id(), cost);
                }
            }
        });
        return soFar;
    }

    /**
     * What one resource has cost.
     * @param place where it stands
     * @param arn AWS's name of it
     * @param estimate what it is said to have cost if it was never observed
     * @return dollars; null where the price is unknown
     */
    public @Nullable BigDecimal of(Connection place, String arn, @Nullable BigDecimal estimate) {
        return cost(this.costs.of(place, arn), estimate);
    }

    private static @Nullable BigDecimal cost(Spent spent, @Nullable BigDecimal estimate) {
        return spent.observed() ? spent.shown() : estimate;
    }

}
