package dev.shipshape.cost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what stood from when to when, and at which price, from what looks at AWS show.
 * Only rows that change are written, and telling it the same twice changes nothing.
 */
@Component
public class Meter {

    /**
     * Kinds that are billed through others: a service by its tasks, an image with its
     * repository, which knows the layers that images share.
     */
    private static final Set<String> BILLED_THROUGH_OTHERS = Set.of("service", "image");

    /** How many names one question to the database holds. */
    private static final int AT_ONCE = 500;

    private final UsageSpans spans;

    private final UsageLooks looks;

    private final Prices prices;

    private final TransactionTemplate transaction;

    private final AtomicLong version = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();

    Meter(UsageSpans spans, UsageLooks looks, Prices prices, TransactionTemplate transaction) {
        this.spans = spans;
        this.looks = looks;
        this.prices = prices;
        this.transaction = transaction;
    }

    /**
     * Writes down what a look at one region showed.
     * @param connection the connection's name
     * @param region the AWS region's id
     * @param usages all that was seen, what ended lately too
     * @param kindsRead the keys of the kinds that could be read: what is open of them and
     * was not seen is over; of other kinds nothing is concluded
     * @param at when the look was
     */
    public void observe(String connection, String region, Collection<Usage> usages, Set<String> kindsRead, Instant at) {
        this.lock.lock();
        try {
            Look look = new Look(connection, region, UsageSpan.moment(at), looked(connection, region));
            Collection<UsageSpan> changed = look(look, owned(usages), kindsRead);
            this.transaction.executeWithoutResult((status) -> {
                this.spans.saveAll(changed);
                this.looks.saveAll(kindsRead.stream().map(look::now).toList());
            });
        }
        finally {
            this.version.incrementAndGet();
            this.lock.unlock();
        }
    }

    /** Another number after each look, so that sums know when they are old. */
    long version() {
        return this.version.get();
    }

    private Map<String, Instant> looked(String connection, String region) {
        String place = UsageLook.place(connection, region, "");
        return this.looks.findAll()
            .stream()
            .filter((look) -> look.place().startsWith(place))
            .collect(Collectors.toMap((look) -> look.place().substring(place.length()), UsageLook::seenAt));
    }

    /** What a look makes of the spans that are open: those that changed, and new ones. */
    private Collection<UsageSpan> look(Look look, List<Usage> usages, Set<String> kindsRead) {
        Map<String, List<UsageSpan>> open = this.spans
            .findByConnectionAndRegionAndEndedAtIsNull(look.connection(), look.region())
            .stream()
            .collect(Collectors.groupingBy(UsageSpan::arn));
        Map<String, List<UsageSpan>> over = over(look, usages, open);
        Set<UsageSpan> seen = new HashSet<>();
        Set<UsageSpan> changed = new LinkedHashSet<>();
        for (Usage usage : usages) {
            UsageSpan last = latest(open.get(usage.arn()), usage);
            last = (last != null) ? last : latest(over.get(usage.arn()), usage);
            if (last != null) {
                seen.add(last);
                goOn(look, usage, last, changed);
            }
            else {
                UsageSpan span = UsageSpan.open(look.connection(), look.region(), usage, price(look.region(), usage),
                        look.at());
                changed.add(span);
                endIfOver(span, usage, changed);
            }
        }
        Set<String> arns = usages.stream().map(Usage::arn).collect(Collectors.toSet());
        open.values()
            .stream()
            .flatMap(List::stream)
            .filter((span) -> !seen.contains(span) && (kindsRead.contains(span.kind()) || arns.contains(span.arn())))
            .forEach((span) -> {
                span.lost(look.before(span.kind()));
                changed.add(span);
            });
        return changed;
    }

    private void goOn(Look look, Usage usage, UsageSpan span, Set<UsageSpan> changed) {
        if (usage.until() == null && !span.isOpen()) {
            span.reopen(look.at());
            changed.add(span);
        }
        Price price = price(look.region(), usage);
        UsageSpan last = span;
        if (span.isOpen() && span.differs(usage, price)) {
            last = span.next(usage, price, look.before(usage.kind()), look.at());
            changed.addAll(List.of(span, last));
        }
        else if (span.isOpen() && span.isStale(usage, price)) {
            span.describe(usage);
            span.rate(usage, price);
            changed.add(span);
        }
        endIfOver(last, usage, changed);
    }

    private static void endIfOver(UsageSpan span, Usage usage, Set<UsageSpan> changed) {
        Instant until = usage.until();
        if (until != null && (span.isOpen() || span.endedBefore(until))) {
            span.end(until);
            changed.add(span);
        }
    }

    private Price price(String region, Usage usage) {
        return BILLED_THROUGH_OTHERS.contains(usage.kind()) ? Price.NOTHING
                : this.prices.of(new Billable(region, usage.facts()));
    }

    /** What is a part of something belongs to whom that belongs. */
    private static List<Usage> owned(Collection<Usage> usages) {
        Map<String, Usage> wholes = usages.stream()
            .collect(Collectors.toMap(Usage::arn, Function.identity(), (one, other) -> other));
        return usages.stream().map((usage) -> {
            Usage whole = (usage.partOf() != null) ? wholes.get(usage.partOf()) : null;
            if (whole == null || (!usage.person().isEmpty() && usage.lab() != null)) {
                return usage;
            }
            String person = usage.person().isEmpty() ? whole.person() : usage.person();
            return usage.of(person, (usage.lab() != null) ? usage.lab() : whole.lab());
        }).toList();
    }

    /** What was thought to be over, of what is shown and not open. */
    private Map<String, List<UsageSpan>> over(Look look, List<Usage> usages, Map<String, List<UsageSpan>> open) {
        List<String> arns = usages.stream()
            .filter((usage) -> latest(open.get(usage.arn()), usage) == null)
            .map(Usage::arn)
            .distinct()
            .toList();
        Map<String, List<UsageSpan>> over = new HashMap<>();
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + AT_ONCE));
            this.spans
                .findByConnectionAndRegionAndArnInAndEndedAtIsNotNullOrderByBeganAt(look.connection(), look.region(),
                        some)
                .forEach((span) -> over.computeIfAbsent(span.arn(), (arn) -> new ArrayList<>()).add(span));
        }
        return over;
    }

    private static @Nullable UsageSpan latest(@Nullable List<UsageSpan> spans, Usage usage) {
        return Objects.requireNonNullElse(spans, List.<UsageSpan>of())
            .stream()
            .filter((span) -> span.isOf(usage))
            .reduce((one, other) -> other.beganAt().isBefore(one.beganAt()) ? one : other)
            .orElse(null);
    }

    private record Look(String connection, String region, Instant at, Map<String, Instant> looked) {

        Instant before(String kind) {
            return this.looked.getOrDefault(kind, Instant.EPOCH);
        }

        /** A clock that moved back does not take back what was seen. */
        UsageLook now(String kind) {
            Instant before = before(kind);
            return new UsageLook(UsageLook.place(this.connection, this.region, kind),
                    this.at.isAfter(before) ? this.at : before);
        }

    }

}
