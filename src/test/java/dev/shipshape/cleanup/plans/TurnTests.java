package dev.shipshape.cleanup.plans;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cleanup.spi.Remover.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of removal, without AWS. */
class TurnTests {

    private static final long SEED = Long.getLong("shipshape.test.seed", 20261128);

    private static final int GRAPHS = 500;

    private static Turn turn(Order order, String name, String scope) {
        return new Turn("here", "us-east-1", order, order.name(), name, scope.isEmpty() ? null : scope);
    }

    @Test
    void aClusterGoesAfterWhatStandsInIt() {
        Turn cluster = turn(Order.CLUSTER, "demo", "");
        assertThat(turn(Order.SERVICE, "web", "demo").goesBefore(cluster)).isTrue();
        assertThat(turn(Order.TASK, "t", "demo").goesBefore(cluster)).isTrue();
        assertThat(turn(Order.TASK, "t", "other").goesBefore(cluster)).isFalse();
        assertThat(new Turn("there", "us-east-1", Order.TASK, "task", "t", "demo").goesBefore(cluster)).isFalse();
    }

    @Test
    void whatTasksUseGoesWhenNothingRuns() {
        for (Order order : List.of(Order.TASK_DEFINITION, Order.REPOSITORY, Order.LOG_GROUP, Order.NETWORK)) {
            assertThat(turn(Order.TASK, "t", "demo").goesBefore(turn(order, "x", ""))).isTrue();
            assertThat(turn(Order.CLUSTER, "demo", "").goesBefore(turn(order, "x", ""))).isFalse();
        }
    }

    @Test
    void anImageGoesBeforeItsRepositoryAndARoleLast() {
        Turn image = new Turn("here", "us-east-1", Order.REPOSITORY, "image", "sha256:1", "web");
        Turn repository = new Turn("here", "us-east-1", Order.REPOSITORY, "repository", "web", null);
        assertThat(image.goesBefore(repository)).isTrue();
        assertThat(repository.goesBefore(image)).isFalse();
        assertThat(repository.goesBefore(turn(Order.ROLE, "r", ""))).isTrue();
    }

    /**
     * Whatever stands, whatever fails or is kept, whether it is cancelled, and in
     * whichever order AWS confirms: nothing starts before all that AWS wants gone first
     * was confirmed gone, and the run comes to an end.
     */
    @Test
    void nothingStartsBeforeWhatMustGoFirstIsConfirmedGone() {
        System.out.println("turns: " + GRAPHS + " graphs from seed " + SEED);
        Set<Order> seen = EnumSet.noneOf(Order.class);
        long needs = 0;
        for (long seed = SEED; seed < SEED + GRAPHS; seed++) {
            Random random = new Random(seed);
            List<Step> steps = Stream.generate(() -> step(turn(random))).limit(1 + random.nextInt(60)).toList();
            steps.forEach((step) -> seen.add(step.turn().order()));
            needs += carriedOut(steps, random, seed);
        }
        assertThat(seen).containsExactly(Order.values());
        assertThat(needs).as("needs that were looked at").isGreaterThan(GRAPHS * 20L);
    }

    /**
     * Whatever waits, waits for what is on its own connection, and for its region's or
     * its role's sake.
     */
    @Test
    void nothingWaitsForAnotherAccountOrRegion() {
        Random random = new Random(SEED);
        for (int pair = 0; pair < 20_000; pair++) {
            Turn first = turn(random);
            Turn other = turn(random);
            if (first.goesBefore(other)) {
                assertThat(first.connection()).isEqualTo(other.connection());
                assertThat(first.region().equals(other.region()) || other.order() == Order.ROLE).isTrue();
                assertThat(other.goesBefore(first)).as("%s and %s wait for one another", first, other).isFalse();
            }
            else {
                assertThat(AwsOrder.needsGone(first, other)).as("%s before %s", first, other).isFalse();
            }
        }
    }

    /**
     * Any resource; names meet across kinds, as when a repository is named like a
     * cluster.
     */
    private static Turn turn(Random random) {
        List<Order> orders = List.of(Order.values());
        Order order = orders.get(random.nextInt(orders.size()));
        boolean part = random.nextBoolean();
        String kind = switch (order) {
            case REPOSITORY -> part ? "image" : "repository";
            case DISCOVERY -> part ? "discovery-service" : "discovery-namespace";
            default -> order.name();
        };
        boolean lies = switch (order) {
            case SCALING, SERVICE, TASK, INSTANCE -> random.nextInt(20) > 0;
            case REPOSITORY, DISCOVERY -> part;
            default -> false;
        };
        return new Turn("connection" + random.nextInt(2), "region" + random.nextInt(3), order, kind,
                "c" + random.nextInt(4), lies ? "c" + random.nextInt(4) : null);
    }

    /**
     * Carries out a plan in rounds, as AWS confirms or refuses by chance; how many needs
     * were looked at.
     */
    private static long carriedOut(List<Step> steps, Random random, long seed) {
        Set<Step> confirmed = new HashSet<>();
        long needs = 0;
        int cancelledAt = (random.nextInt(10) == 0) ? random.nextInt(10) : Integer.MAX_VALUE;
        int failing = random.nextInt(3) * 5;
        int rounds = 0;
        while (!Turn.over(steps, rounds > cancelledAt)) {
            assertThat(rounds++).as("the run of seed %d comes to an end", seed).isLessThan(1000);
            for (Step step : (rounds > cancelledAt) ? List.<Step>of() : Turn.ready(steps)) {
                for (Step other : steps) {
                    if (AwsOrder.needsGone(other.turn(), step.turn())) {
                        needs++;
                        assertThat(confirmed).as("seed %d: %s before %s", seed, other.turn(), step.turn())
                            .contains(other);
                    }
                }
                step.begin(Instant.EPOCH);
            }
            for (Step step : steps) {
                if (step.getState() == State.BEGUN && random.nextBoolean()) {
                    boolean fails = random.nextInt(100) < failing;
                    step.end(fails ? (random.nextBoolean() ? State.FAILED : State.SKIPPED) : State.DONE, null,
                            Instant.EPOCH);
                    if (!fails) {
                        confirmed.add(step);
                    }
                }
            }
        }
        for (Step step : steps) {
            if (step.getState() == State.WAITING && cancelledAt == Integer.MAX_VALUE) {
                assertThat(step.turn().waitsFor(steps)).as("seed %d: what is left over says what blocks it", seed)
                    .isNotEmpty();
            }
        }
        if (failing == 0 && cancelledAt == Integer.MAX_VALUE) {
            assertThat(steps).as("seed %d", seed).allMatch((step) -> step.getState() == State.DONE);
        }
        return needs;
    }

    private static Step step(Turn turn) {
        return new Step() {
            @Override
            Turn turn() {
                return turn;
            }
        };
    }

}
