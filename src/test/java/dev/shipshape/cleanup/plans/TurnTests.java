package dev.shipshape.cleanup.plans;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cleanup.spi.Remover.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of removal, without AWS. */
class TurnTests {

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
     * Whatever stands, whatever fails and in whichever order AWS confirms: nothing starts
     * before all that must go first was confirmed gone, and the run comes to an end.
     */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
    void nothingStartsBeforeWhatMustGoFirstIsConfirmedGone(long seed) {
        Random random = new Random(seed);
        List<Order> orders = List.of(Order.values());
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(60); i++) {
            Order order = orders.get(random.nextInt(orders.size()));
            String scope = random.nextInt(4) == 0 ? null : "c" + random.nextInt(4);
            turns.add(new Turn("connection" + random.nextInt(2), "region" + random.nextInt(2), order,
                    "kind" + random.nextInt(2), (order == Order.CLUSTER) ? "c" + random.nextInt(4) : "n" + i, scope));
        }
        List<Step> steps = turns.stream().map(TurnTests::step).toList();
        Set<Step> confirmed = new HashSet<>();
        int rounds = 0;
        while (!Turn.over(steps, false)) {
            assertThat(rounds++).as("the run comes to an end").isLessThan(1000);
            for (Step step : Turn.ready(steps)) {
                for (Step other : steps) {
                    if (other.turn().goesBefore(step.turn())) {
                        assertThat(confirmed).as("%s before %s", other.turn(), step.turn()).contains(other);
                    }
                }
                step.begin(Instant.EPOCH);
            }
            for (Step step : steps) {
                if (step.getState() == State.BEGUN && random.nextBoolean()) {
                    boolean fails = random.nextInt(10) == 0;
                    step.end(fails ? State.FAILED : State.DONE, null, Instant.EPOCH);
                    if (!fails) {
                        confirmed.add(step);
                    }
                }
            }
        }
        for (Step step : steps) {
            if (step.getState() == State.WAITING) {
                assertThat(step.turn().waitsFor(steps)).as("what is left over says what blocks it").isNotEmpty();
            }
        }
        boolean anyFailed = steps.stream().anyMatch((step) -> step.getState() == State.FAILED);
        if (!anyFailed) {
            assertThat(steps).allMatch((step) -> step.getState() == State.DONE);
        }
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
