package dev.shipshape.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What has been spent, from what the {@link Meter} observed. Sums move by the minute, so
 * that pages that show them come to rest between.
 */
@Component
public class Costs {

    private static final BigDecimal MILLIS_OF_HOUR = new BigDecimal(3_600_000);

    private final UsageSpans spans;

    private final UsageLooks looks;

    private final Meter meter;

    private final Prices prices;

    private final Clock clock;

    private final Cache<List<Object>, Map<String, Spent>> known = Caffeine.newBuilder()
        .maximumSize(1000)
        .expireAfterWrite(Duration.ofMinutes(1))
        .build();

    Costs(UsageSpans spans, UsageLooks looks, Meter meter, Prices prices, Clock clock) {
        this.spans = spans;
        this.looks = looks;
        this.meter = meter;
        this.prices = prices;
        this.clock = clock;
    }

    /** What a resource has cost, with all its parts, such as a service with its tasks. */
    public Spent of(Connection connection, String arn) {
        return of(connection, List.of(arn)).getOrDefault(arn, Spent.NOTHING);
    }

    /**
     * What resources have cost, each with all its parts.
     * @param connection where they stand
     * @param arns which
     * @return by ARN, each of them
     */
    public Map<String, Spent> of(Connection connection, Collection<String> arns) {
        String name = connection.name();
        String region = connection.region();
        return known("arn", List.of(name, region), arns, (wanted) -> {
            List<UsageSpans.Total> over = new ArrayList<>(this.spans.over(name, region, wanted));
            over.addAll(this.spans.partsOver(name, region, wanted));
            List<UsageSpan> open = new ArrayList<>(this.spans.open(name, region, wanted));
            open.addAll(this.spans.unpriced(name, region, wanted));
            return spent(wanted, over, open, (span) -> {
                String whole = span.partOf();
                return (whole != null && wanted.contains(whole)) ? Stream.of(span.arn(), whole) : Stream.of(span.arn());
            });
        });
    }

    /**
     * What resources that a page shows have cost, at the rate of what it shows; of what
     * was not observed yet, its age times that rate.
     * @param connection where they stand
     * @param shown what the page shows
     * @return by ARN, each of them
     */
    public Map<String, Spent> ofShown(Connection connection, Collection<Shown> shown) {
        Map<String, Spent> observed = of(connection, shown.stream().map(Shown::arn).toList());
        Map<String, Spent> spent = new HashMap<>();
        for (Shown one : shown) {
            Spent known = observed.getOrDefault(one.arn(), Spent.NOTHING);
            Price price = this.prices.of(one.billable());
            spent.put(one.arn(), (known.observedSince() != null) ? known.at(price) : byAge(price, one.since()));
        }
        return spent;
    }

    private Spent byAge(Price price, @Nullable Instant since) {
        BigDecimal perHour = price.perHour();
        BigDecimal soFar = BigDecimal.ZERO;
        if (perHour != null && since != null && since.isBefore(now())) {
            soFar = perHour.multiply(BigDecimal.valueOf(Duration.between(since, now()).toMillis()))
                .divide(MILLIS_OF_HOUR, MathContext.DECIMAL64);
        }
        return new Spent(soFar, price, (price.unknown() > 0) ? 1 : 0, true, null);
    }

    /** What all that ran in clusters of these names has cost. */
    public Map<String, Spent> ofClusters(Connection connection, Collection<String> clusters) {
        String name = connection.name();
        String region = connection.region();
        return known("cluster", List.of(name, region), clusters,
                (wanted) -> spent(wanted, this.spans.overInClusters(name, region, wanted),
                        this.spans.openInClusters(name, region, wanted), (span) -> Stream.ofNullable(span.scope())));
    }

    /** What all that ran in a cluster of this name has cost. */
    public Spent ofCluster(Connection connection, String cluster) {
        return ofClusters(connection, List.of(cluster)).getOrDefault(cluster, Spent.NOTHING);
    }

    /** What each of these people's resources have cost. */
    public Map<String, Spent> ofPeople(Collection<String> people) {
        return known("person", List.of(), people, (wanted) -> spent(wanted, this.spans.overOfPeople(wanted),
                this.spans.openOfPeople(wanted), (span) -> Stream.of(span.person())));
    }

    /** What the resources of each of these labs have cost. */
    public Map<String, Spent> ofLabs(Collection<String> labs) {
        return known("lab", List.of(), labs, (wanted) -> spent(wanted, this.spans.overOfLabs(wanted),
                this.spans.openOfLabs(wanted), (span) -> Stream.ofNullable(span.lab())));
    }

    /** What has been spent on each of these connections. */
    public Map<String, Spent> ofConnections(Collection<String> connections) {
        return known("connection", List.of(), connections,
                (wanted) -> spent(wanted, this.spans.overOfConnections(wanted), this.spans.openOfConnections(wanted),
                        (span) -> Stream.of(span.connection())));
    }

    /** The regions of a connection in which anything stands. */
    public Set<String> regions(String connection) {
        return this.spans.regions(connection);
    }

    /** The types of the instances that stand in a region. */
    public Set<String> instanceTypes(String connection, String region) {
        return this.spans.instances(connection, region)
            .stream()
            .map((span) -> span.billable().fact("instanceType"))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    }

    private Instant now() {
        return this.clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private Map<String, Spent> known(String what, List<Object> place, Collection<String> names,
            Function<Set<String>, Map<String, Spent>> read) {
        Set<String> wanted = new TreeSet<>(names);
        if (wanted.isEmpty()) {
            return Map.of();
        }
        List<Object> key = List.of(what, place, wanted, this.meter.version(), now());
        Supplier<Map<String, Spent>> asked = () -> read.apply(wanted);
        return this.known.get(key, (unknown) -> asked.get());
    }

    private Map<String, Spent> spent(Set<String> wanted, Collection<UsageSpans.Total> over, Collection<UsageSpan> open,
            Function<UsageSpan, Stream<String>> names) {
        Presence presence = presence();
        Map<String, List<UsageSpan>> spans = new HashMap<>();
        open.forEach((span) -> names.apply(span)
            .distinct()
            .forEach((name) -> spans.computeIfAbsent(name, (key) -> new ArrayList<>()).add(span)));
        Map<String, List<UsageSpans.Total>> totals = over.stream()
            .collect(Collectors.groupingBy(UsageSpans.Total::getName));
        Map<String, Spent> spent = new HashMap<>();
        for (String name : wanted) {
            spent.put(name, spent(totals.getOrDefault(name, List.of()), spans.getOrDefault(name, List.of()), presence));
        }
        return spent;
    }

    private static Spent spent(List<UsageSpans.Total> over, List<UsageSpan> spans, Presence presence) {
        BigDecimal soFar = BigDecimal.ZERO;
        boolean estimate = false;
        Instant since = null;
        for (UsageSpans.Total total : over) {
            BigDecimal cost = total.getCost();
            soFar = (cost != null) ? soFar.add(cost) : soFar;
            estimate |= total.getEstimates() > 0;
            since = (since == null || total.getSince().isBefore(since)) ? total.getSince() : since;
        }
        Set<String> unpriced = new HashSet<>();
        List<Price> rates = new ArrayList<>();
        for (UsageSpan span : spans) {
            if (span.isUnpriced()) {
                unpriced.add(span.arn());
            }
            if (span.isOpen()) {
                BigDecimal cost = presence.cost(span, Instant.EPOCH, Instant.MAX);
                soFar = (cost != null) ? soFar.add(cost) : soFar;
                rates.add(presence.rate(span));
                estimate |= span.price().estimate();
            }
            since = (since == null || span.observedAt().isBefore(since)) ? span.observedAt() : since;
        }
        return new Spent(soFar, Price.sum(rates), unpriced.size(), estimate, since);
    }

    /** Until when what is open is taken to stand. */
    Presence presence() {
        return new Presence(now(),
                this.looks.findAll().stream().collect(Collectors.toMap(UsageLook::place, UsageLook::seenAt)));
    }

    /**
     * Until when what is open is taken to stand.
     *
     * @param now the present
     * @param looked when each kind was looked at last, by place
     */
    record Presence(Instant now, Map<String, Instant> looked) {

        Instant until(UsageSpan span) {
            return span.present(this.looked.getOrDefault(span.place(), Instant.EPOCH), this.now);
        }

        @Nullable BigDecimal cost(UsageSpan span, Instant from, Instant until) {
            return span.cost(from, until, until(span));
        }

        /** What has not been seen for long costs nothing that we know of. */
        Price rate(UsageSpan span) {
            return until(span).isBefore(this.now) ? Price.NOTHING : span.price();
        }

    }

    /**
     * A resource that a page shows.
     *
     * @param arn AWS's name of it
     * @param billable what it is billed by at present
     * @param since since when it is billed; null where that is not known
     */
    public record Shown(String arn, Billable billable, @Nullable Instant since) {
    }

}
