package dev.shipshape.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.shipshape.ConsoleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the meter makes of looks at AWS: when things stood, and what that cost. */
@ConsoleTest
class MeterTests {

    private static final Instant NOON = Instant.parse("2026-11-10T12:00:00Z");

    private static final Set<String> KINDS = Set.of("task", "service", "log-group", "repository", "image");

    private static final Map<String, String> SMALL = Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 1)
        .facts();

    private static final Map<String, String> LARGE = Billable
        .fargate("us-east-1", 1024, 2048, "X86_64", false, false, 1)
        .facts();

    @Autowired
    private Meter meter;

    @Autowired
    private UsageSpans spans;

    @Autowired
    private UsageLooks looks;

    @Test
    void aTaskIsBilledFromImagePullToStopBySecond() {
        look(0, task("a", 0, null, null, SMALL));
        look(1, task("a", 0, 40, null, SMALL));
        look(7300, task("a", 0, 40, 40 + 7201, SMALL));
        assertThat(rows()).singleElement().satisfies((span) -> assertThat(span.isOpen()).isFalse());
        // 2 h 0 min 1 s at 0.0173425 an hour
        assertThat(cost()).isEqualByComparingTo("0.03468981736111111");
    }

    @Test
    void aTaskOfHalfAMinuteIsBilledAMinute() {
        look(60, task("a", 0, 10, 40, SMALL));
        BigDecimal minute = new BigDecimal("0.0173425").divide(new BigDecimal(60), MathContext.DECIMAL64);
        assertThat(cost()).isEqualByComparingTo(minute);
        look(61, task("a", 0, 10, 40, SMALL));
        assertThat(cost()).isEqualByComparingTo(minute);
    }

    @Test
    void theMinuteIsBilledOnceThoughThePriceChangesInIt() {
        look(10, task("a", 0, 0, null, SMALL));
        look(20, task("a", 0, 0, null, LARGE));
        look(30, task("a", 0, 0, 25, LARGE));
        // 20 s at the first price, the other 40 s of the minute at the second
        assertThat(rows()).hasSize(2);
        BigDecimal dollars = new BigDecimal("0.0173425").multiply(new BigDecimal(20))
            .add(new BigDecimal("0.04937").multiply(new BigDecimal(40)))
            .divide(new BigDecimal(3600), MathContext.DECIMAL64);
        assertThat(cost()).isCloseTo(dollars, within(new BigDecimal("0.000000000001")));
    }

    @Test
    void theSameLookTwiceChangesNothing() {
        look(3600, task("a", 0, 0, null, SMALL), task("b", 0, 10, 70, SMALL));
        List<String> before = written();
        look(3600, task("a", 0, 0, null, SMALL), task("b", 0, 10, 70, SMALL));
        assertThat(written()).isEqualTo(before).hasSize(2);
    }

    @Test
    void whatIsNotShownAnyMoreEndsWhenItWasLastSeen() {
        look(0, task("a", 0, 0, null, SMALL));
        look(3600, task("a", 0, 0, null, SMALL));
        look(7200);
        assertThat(cost()).isEqualByComparingTo("0.0173425");
    }

    @Test
    void whatCouldNotBeReadGoesOn() {
        look(0, task("a", 0, 0, null, SMALL));
        this.meter.observe("sandbox", "us-east-1", List.of(), Set.of("service"), at(3600));
        assertThat(rows()).singleElement().satisfies((span) -> assertThat(span.isOpen()).isTrue());
        assertThat(cost(at(3600))).isEqualByComparingTo("0.0173425");
    }

    @Test
    void whatIsNeverSeenAgainIsTakenToStandADayAtMost() {
        look(0, task("a", 0, 0, null, SMALL));
        assertThat(cost(at(10 * 86400))).isEqualByComparingTo("0.41622");
    }

    @Test
    void whatIsSeenAgainStoodAllTheTime() {
        look(0, task("a", 0, 0, null, SMALL));
        look(3600);
        look(7200, task("a", 0, 0, null, SMALL));
        assertThat(rows()).hasSize(1);
        assertThat(cost(at(7200))).isEqualByComparingTo("0.034685");
    }

    @Test
    void anExactEndThatIsToldLateCorrectsTheEnd() {
        look(0, task("a", 0, 0, null, SMALL));
        look(7200);
        look(7300, task("a", 0, 0, 3600, SMALL));
        assertThat(rows()).hasSize(1);
        assertThat(cost(at(7300))).isEqualByComparingTo("0.0173425");
    }

    @Test
    void aNewcomerWithTheSameNameIsAnother() {
        look(0, task("a", 0, 0, null, SMALL));
        look(3600, task("a", 0, 0, null, SMALL));
        look(7200, task("a", 5400, 5400, null, SMALL));
        assertThat(rows()).hasSize(2);
        assertThat(cost(at(7200))).isEqualByComparingTo("0.02601375");
    }

    @Test
    void aClockThatMovesBackCostsNothingNegative() {
        look(3600, task("a", 0, 0, null, SMALL));
        look(1800, task("a", 0, 0, null, LARGE));
        assertThat(rows()).hasSize(2)
            .allSatisfy((span) -> assertThat(span.cost(Instant.EPOCH, Instant.MAX, at(600))).isNotNegative());
        assertThat(cost(at(3600))).isGreaterThanOrEqualTo(new BigDecimal("0.0173425"));
        look(-3600);
        assertThat(rows()).allSatisfy((span) -> {
            assertThat(span.isOpen()).isFalse();
            assertThat(span.cost(Instant.EPOCH, Instant.MAX, at(-7200))).isNotNegative();
        });
    }

    @Test
    void aServiceIsBilledByItsTasksAndTheyAreItsOwners() {
        Usage service = new Usage("service", "web", "demo", "arn:service/web", at(0), null, "ada", "lab-1", null, null,
                Billable.fargate("us-east-1", 256, 512, "X86_64", false, true, 3).facts());
        Usage task = new Usage("task", "t", "demo", "arn:task/t", at(0), "arn:service/web", "", null, at(0), null,
                SMALL);
        look(3600, service, task);
        assertThat(cost(at(3600))).isEqualByComparingTo("0.0173425");
        assertThat(rows()).allSatisfy((span) -> {
            assertThat(span.person()).isEqualTo("ada");
            assertThat(span.lab()).isEqualTo("lab-1");
        });
    }

    @Test
    void anUnknownPriceIsUnknownAndNotNothing() {
        look(0, task("a", 0, 0, null, Map.of("billed", "moonlight")));
        assertThat(rows()).singleElement()
            .satisfies((span) -> assertThat(span.cost(Instant.EPOCH, Instant.MAX, at(3600))).isNull());
    }

    @Test
    void aLogGroupThatGrowsALittleKeepsItsRow() {
        for (int i = 0; i < 50; i++) {
            look(i * 300L, logs(1_000_000_000L + i * 100_000L));
        }
        assertThat(rows()).hasSize(1);
        look(60_000, logs(2_000_000_000L));
        assertThat(rows()).hasSize(2);
    }

    @Test
    void manyThatDoNotChangeAreNotWrittenAgain() {
        List<Usage> many = new ArrayList<>(
                IntStream.range(0, 10_000).mapToObj((i) -> task("t" + i, 0, 0, null, SMALL)).toList());
        this.meter.observe("sandbox", "us-east-1", many, KINDS, at(0));
        many.set(7, task("t7", 0, 0, 60, SMALL));
        many.add(task("new", 100, 100, null, SMALL));
        long began = System.nanoTime();
        this.meter.observe("sandbox", "us-east-1", many, KINDS, at(300));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(this.spans.count()).isEqualTo(10_001);
    }

    private void look(long seconds, Usage... usages) {
        this.meter.observe("sandbox", "us-east-1", List.of(usages), KINDS, at(seconds));
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static Usage task(String name, long created, @Nullable Integer from, @Nullable Integer until,
            Map<String, String> facts) {
        return new Usage("task", name, "demo", "arn:task/" + name, at(created), null, "ada", null,
                (from != null) ? at(from) : null, (until != null) ? at(until) : null, facts);
    }

    private static Usage logs(long bytes) {
        return new Usage("log-group", "/ecs/web", null, "arn:log-group", at(0), null, "ada", null, null, null,
                Billable.logs("us-east-1", bytes).facts());
    }

    private List<UsageSpan> rows() {
        return this.spans.findAll().stream().sorted(Comparator.comparing(UsageSpan::beganAt)).toList();
    }

    private List<String> written() {
        return rows().stream().map((span) -> span.getId() + span.beganAt() + span.isOpen() + span.price()).toList();
    }

    private Instant looked(UsageSpan span) {
        return this.looks.findById(span.place()).map(UsageLook::seenAt).orElse(Instant.EPOCH);
    }

    private BigDecimal cost() {
        return cost(at(100 * 86400));
    }

    private BigDecimal cost(Instant now) {
        return rows().stream()
            .map((span) -> span.cost(Instant.EPOCH, Instant.MAX, span.present(looked(span), now)))
            .map((cost) -> (cost != null) ? cost : BigDecimal.ZERO)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

}
