package dev.shipshape.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was spent in a time, by what it was spent on, from what the meter observed. */
@Component
public class CostHistory {

    private final UsageSpans spans;

    private final Costs costs;

    private final Prices prices;

    CostHistory(UsageSpans spans, Costs costs, Prices prices) {
        this.spans = spans;
        this.costs = costs;
        this.prices = prices;
    }

    /**
     * All that stood in a time.
     * @param from the beginning
     * @param until the end
     * @param connections the names of the connections that count
     */
    public History between(Instant from, Instant until, Set<String> connections) {
        List<UsageSpan> stood = this.spans.between(from, until)
            .stream()
            .filter((span) -> connections.contains(span.connection()))
            .toList();
        return new History(stood, this.costs.presence(), this.prices);
    }

    /** The names of the connections on which anything was ever observed. */
    public Set<String> connections() {
        return this.spans.connections();
    }

    /** What stood in a time. */
    public static final class History {

        private final List<UsageSpan> spans;

        private final Costs.Presence presence;

        private final Prices prices;

        History(List<UsageSpan> spans, Costs.Presence presence, Prices prices) {
            this.spans = spans;
            this.presence = presence;
            this.prices = prices;
        }

        /** The present, to the minute. */
        public Instant now() {
            return this.presence.now();
        }

        /** What all that stands costs an hour. */
        public Price rate() {
            return rate(this.spans);
        }

        private Price rate(Collection<UsageSpan> spans) {
            return Price.sum(spans.stream().filter(UsageSpan::isOpen).map(this.presence::rate).toList());
        }

        /** What was spent between two moments. */
        public BigDecimal spent(Instant from, Instant until) {
            return spent(this.spans, from, until);
        }

        private BigDecimal spent(Collection<UsageSpan> spans, Instant from, Instant until) {
            return spans.stream()
                .map((span) -> this.presence.cost(span, from, until))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Whether a sum floats, or leaves something out. */
        public boolean estimate() {
            return this.spans.stream().anyMatch((span) -> span.price().estimate());
        }

        /** Since when the oldest of it was observed; empty where nothing was. */
        public Optional<Instant> observedSince() {
            return this.spans.stream().map(UsageSpan::observedAt).min(Instant::compareTo);
        }

        /**
         * What was spent in each bucket of a time.
         * @param by what the lines stand for
         * @param starts where the buckets begin; the last is where the last one ends
         * @return a line for each name, the dearest first
         */
        public List<Line> lines(By by, List<Instant> starts) {
            List<Line> lines = new ArrayList<>();
            grouped(by).forEach((name, spans) -> {
                List<BigDecimal> buckets = new ArrayList<>();
                for (int i = 0; i + 1 < starts.size(); i++) {
                    buckets.add(spent(spans, starts.get(i), starts.get(i + 1)));
                }
                lines.add(new Line(name, rate(spans), buckets));
            });
            return lines.stream()
                .filter((line) -> line.total().signum() > 0 || line.rate().unknown() > 0
                        || signum(line.rate().perHour()) > 0)
                .sorted(Comparator.comparing(Line::total).reversed().thenComparing(Line::name))
                .toList();
        }

        private static int signum(@Nullable BigDecimal number) {
            return (number != null) ? number.signum() : 0;
        }

        private Map<String, List<UsageSpan>> grouped(By by) {
            Map<String, List<UsageSpan>> grouped = new TreeMap<>();
            this.spans.forEach((span) -> by.of(span)
                .ifPresent((name) -> grouped.computeIfAbsent(name, (key) -> new ArrayList<>()).add(span)));
            return grouped;
        }

        /** What has no price, or lacks that of a part, and why. */
        public List<NotPriced> notPriced() {
            Map<String, NotPriced> missing = new LinkedHashMap<>();
            this.spans.stream()
                .filter(UsageSpan::isUnpriced)
                .sorted(Comparator.comparing(UsageSpan::kind).thenComparing(UsageSpan::name))
                .forEach((span) -> missing.merge(span.connection() + " " + span.arn(), notPriced(span),
                        (one, other) -> one.stands() ? one : other));
            return List.copyOf(missing.values());
        }

        private NotPriced notPriced(UsageSpan span) {
            String why = this.prices.missing(span.billable())
                .orElse("No price was known while it stood; one is known since.");
            return new NotPriced(span.kind(), span.name(), span.scope(), span.connection(), span.region(),
                    span.isOpen(), span.price().known(), why);
        }

    }

    /** What costs are told apart by. */
    public enum By {

        /** The kind of resource. */
        KIND("kind"),
        /** Whose it is. */
        PERSON("person"),
        /** The lab it was made in. */
        LAB("lab"),
        /** Where it stands. */
        CONNECTION("connection"),
        /** The cluster it lies in. */
        CLUSTER("cluster");

        private static final Set<String> IN_CLUSTERS = Set.of("task", "service", "container-instance");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** The word for it, as in addresses. */
        public String word() {
            return this.word;
        }

        private Optional<String> of(UsageSpan span) {
            String scope = span.scope();
            String lab = span.lab();
            return switch (this) {
                case KIND -> Optional.of(plural(span.kind()));
                case PERSON -> Optional.of(span.person().isEmpty() ? "nobody known" : span.person());
                case LAB -> Optional.of((lab != null) ? lab : "no lab");
                case CONNECTION -> Optional.of(span.connection());
                case CLUSTER ->
                    (scope != null && IN_CLUSTERS.contains(span.kind())) ? Optional.of(scope) : Optional.empty();
            };
        }

        private static String plural(String kind) {
            String words = kind.replace('-', ' ').replace("nat ", "NAT ");
            return words.matches(".*[^aeiou]y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
        }

    }

    /**
     * What was spent on one name.
     *
     * @param name what it was spent on
     * @param rate what it costs an hour at present
     * @param buckets dollars in each bucket of the time
     */
    public record Line(String name, Price rate, List<BigDecimal> buckets) {

        /** Dollars in all of the time. */
        public BigDecimal total() {
            return this.buckets.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Several as one. */
        public static Line rest(String name, List<Line> lines) {
            List<BigDecimal> sums = new ArrayList<>(lines.get(0).buckets());
            for (Line line : lines.subList(1, lines.size())) {
                for (int i = 0; i < sums.size(); i++) {
                    sums.set(i, sums.get(i).add(line.buckets().get(i)));
                }
            }
            return new Line(name, Price.sum(lines.stream().map(Line::rate).toList()), sums);
        }

    }

    /**
     * Something that has no price, or lacks the price of a part.
     *
     * @param kind the key of its kind
     * @param name what a person calls it
     * @param scope the cluster it lies in; null for none
     * @param connection where it stands
     * @param region its AWS region
     * @param stands whether it still stands
     * @param partly whether a part of it is priced
     * @param why a sentence
     */
    public record NotPriced(String kind, String name, @Nullable String scope, String connection, String region,
            boolean stands, boolean partly, String why) {
    }

}
