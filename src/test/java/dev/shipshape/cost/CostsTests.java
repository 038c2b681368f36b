package dev.shipshape.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What has been spent on one thing, and on all that belongs to something. */
@ConsoleTest
class CostsTests {

    private static final Set<String> KINDS = Set.of("task", "service", "cluster");

    private static final BigDecimal HOUR = new BigDecimal("0.0173425");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @Autowired
    private Meter meter;

    @Autowired
    private Costs costs;

    @Autowired
    private Connections connections;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void aServiceHasCostWhatItsTasksHaveAndTheirEndsRemain() {
        look(service(30), task("a", 10, null), task("b", 10, 4L));
        Spent spent = this.costs.of(this.sandbox, "arn:service/web");
        assertThat(spent.soFar()).isCloseTo(HOUR.multiply(new BigDecimal(16)), within(new BigDecimal("0.001")));
        assertThat(spent.perHour().perHour()).isEqualByComparingTo(HOUR);
        assertThat(spent.notPriced()).isZero();
        assertThat(spent.observedSince()).isNotNull();
        assertThat(this.costs.of(this.sandbox, "arn:task/b").soFar())
            .isEqualByComparingTo(HOUR.multiply(new BigDecimal(6)));
        assertThat(this.costs.of(this.sandbox, "arn:task/b").perHour().perHour()).isZero();
    }

    @Test
    void clusterPersonLabAndConnectionHaveTheirSums() {
        look(service(30), task("a", 10, null), task("b", 10, 4L));
        BigDecimal sixteen = HOUR.multiply(new BigDecimal(16));
        assertThat(List.of(this.costs.ofClusters(this.sandbox, Set.of("demo", "other")).get("demo"),
                this.costs.ofPeople(Set.of("ada")).get("ada"), this.costs.ofLabs(Set.of("lab-1")).get("lab-1"),
                this.costs.ofConnections(Set.of("sandbox")).get("sandbox")))
            .allSatisfy((spent) -> {
                assertThat(spent.soFar()).isCloseTo(sixteen, within(new BigDecimal("0.001")));
                assertThat(spent.perHour().perHour()).isEqualByComparingTo(HOUR);
            });
        assertThat(this.costs.ofClusters(this.sandbox, Set.of("other")).get("other")).isEqualTo(Spent.NOTHING);
    }

    @Test
    void whatHasNoPriceIsCountedAndNotNothing() {
        look(task("a", 2, null), usage("task", "odd", 2, null, null, Map.of("billed", "moonlight")),
                usage("task", "odder", 2, 1L, null, Map.of("billed", "moonlight")));
        Spent spent = this.costs.ofConnections(Set.of("sandbox")).getOrDefault("sandbox", Spent.NOTHING);
        assertThat(spent.notPriced()).isEqualTo(2);
        assertThat(spent.perHour().unknown()).isOne();
        assertThat(spent.soFar()).isCloseTo(HOUR.multiply(new BigDecimal(2)), within(new BigDecimal("0.001")));
        Spent odd = this.costs.of(this.sandbox, "arn:task/odd");
        assertThat(odd.shown()).isNull();
        assertThat(odd.perHour().known()).isFalse();
    }

    @Test
    void whatWasNotObservedYetIsPricedByItsAge() {
        Costs.Shown shown = new Costs.Shown("arn:task/young",
                Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 1), this.now.minusSeconds(7200));
        Spent spent = this.costs.ofShown(this.sandbox, List.of(shown)).getOrDefault("arn:task/young", Spent.NOTHING);
        assertThat(spent.soFar()).isCloseTo(new BigDecimal("0.034685"), within(new BigDecimal("0.001")));
        assertThat(spent.estimate()).isTrue();
    }

    @Test
    void aNewServiceOfTheSameNameBeginsAtNothing() {
        look(service(30), task("a", 10, null));
        look(service(1));
        assertThat(this.costs.of(this.sandbox, "arn:service/web").soFar()).isZero();
    }

    private void look(Usage... usages) {
        this.meter.observe("sandbox", "us-east-1", List.of(usages), KINDS, Instant.now());
    }

    private Usage service(long hoursAgo) {
        return usage("service", "web", hoursAgo, null, null, Map.of("billed", "fargate", "count", "2"));
    }

    private Usage task(String name, long fromHoursAgo, @Nullable Long untilHoursAgo) {
        return usage("task", name, fromHoursAgo, untilHoursAgo, "arn:service/web",
                Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 1).facts());
    }

    private Usage usage(String kind, String name, long fromHoursAgo, @Nullable Long untilHoursAgo,
            @Nullable String partOf, Map<String, String> facts) {
        Instant from = this.now.minus(fromHoursAgo, ChronoUnit.HOURS);
        return new Usage(kind, name, "demo", "arn:" + kind + "/" + name, from, partOf, "ada", "lab-1", from,
                (untilHoursAgo != null) ? this.now.minus(untilHoursAgo, ChronoUnit.HOURS) : null, facts);
    }

}
