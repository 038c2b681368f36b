package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Remover.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps removals under AWS's limits, which the account's other users share: one cluster
 * or task definition a second (what AWS refills), a few of the others. The sandbox has no
 * limits. Times between looks and tries grow, with chance in them, so that many steps do
 * not ask at once.
 */
@Component
class Pacing {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Map<Place, Instant> next = new ConcurrentHashMap<>();

    private final Clock clock;

    Pacing(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the right to some removals now, within AWS's burst; false if it is too early.
     */
    boolean take(Connection connection, Order order, int number) {
        if (connection.sandbox()) {
            return true;
        }
        Instant now = this.clock.instant();
        Place place = new Place(connection.name(), order);
        Instant[] mine = new Instant[1];
        this.next.compute(place, (key, free) -> {
            if (free != null && free.isAfter(now)) {
                return free;
            }
            mine[0] = now;
            return now.plus(between(order).multipliedBy(number));
        });
        return mine[0] != null;
    }

    private static Duration between(Order order) {
        return switch (order) {
            case CLUSTER, TASK_DEFINITION, CAPACITY_PROVIDER, INSTANCE -> Duration.ofSeconds(1);
            case SCALING, SERVICE, LOAD_BALANCER, TARGET_GROUP, DISCOVERY, NETWORK, ROLE -> Duration.ofMillis(250);
            case TASK, REPOSITORY, LOG_GROUP -> Duration.ofMillis(100);
        };
    }

    /**
     * When to ask again: a second later at first, twice as long each time, 30 seconds at
     * most, less up to half of it by chance.
     */
    Instant again(int attempts, Duration first) {
        long millis = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(attempts, 16));
        double share = 0.5 + Math.random() / 2;
        return this.clock.instant().plusMillis((long) (millis * share));
    }

    private record Place(String connection, Order order) {
    }

}
