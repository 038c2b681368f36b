package dev.shipshape.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * A stretch of time in which something stood at one price. It is open while it stands; a
 * change of the price ends it and begins another.
 */
@Entity
class UsageSpan implements Persistable<String> {

    private static final BigDecimal MICROS_OF_HOUR = new BigDecimal(3_600_000_000L);

    /**
     * How long something that was not seen again is taken to stand: a day, for a console
     * that was off.
     */
    static final Duration PRESUMED = Duration.ofDays(1);

    /**
     * A rate for stored bytes that moved by less than a hundredth of a cent a day is the
     * same rate, or logs would make a row at each look.
     */
    private static final BigDecimal SAME_RATE = new BigDecimal("0.000004");

    @Id
    private String id = UUID.randomUUID().toString();

    private String connection = "";

    private String region = "";

    private String arn = "";

    private String kind = "";

    private String name = "";

    private @Nullable String scope;

    private @Nullable String partOf;

    private @Nullable Instant resourceCreatedAt;

    private Instant observedAt = Instant.EPOCH;

    private Instant beganAt = Instant.EPOCH;

    private Instant billedUntil = Instant.EPOCH;

    private @Nullable Instant endedAt;

    private Instant seenAt = Instant.EPOCH;

    private String person = "";

    private @Nullable String lab;

    private String facts = "";

    private @Nullable BigDecimal perHour;

    private int unpriced;

    private boolean estimate;

    private String asOf = "";

    /**
     * What it has cost, once it is over, for sums in the database; null while it is open
     * or has no price.
     */
    @SuppressWarnings("unused")
    private @Nullable BigDecimal cost;

    @Transient
    private boolean isNew;

    protected UsageSpan() {
    }

    /** Opens a span for what is new. */
    static UsageSpan open(String connection, String region, Usage usage, Price price, Instant at) {
        UsageSpan span = new UsageSpan();
        span.isNew = true;
        span.connection = connection;
        span.region = region;
        span.arn = usage.arn();
        span.kind = usage.kind();
        span.observedAt = at;
        span.seenAt = at;
        span.beganAt = began(usage, at);
        span.billedUntil = span.beganAt.plus(Billable.least(usage.facts()));
        span.describe(usage);
        span.person = usage.person();
        span.lab = usage.lab();
        span.rate(usage, price);
        return span;
    }

    /** Goes on with another price or owner: this one ends, at which the next begins. */
    UsageSpan next(Usage usage, Price price, Instant looked, Instant at) {
        Instant moment = later(later(this.beganAt, later(this.seenAt, looked)), at);
        UsageSpan next = open(this.connection, this.region, usage, price, at);
        next.observedAt = this.observedAt;
        next.seenAt = moment;
        next.beganAt = moment;
        next.billedUntil = later(moment, this.billedUntil);
        this.endedAt = moment;
        this.billedUntil = moment;
        settle();
        return next;
    }

    private static Instant began(Usage usage, Instant at) {
        Instant from = usage.from();
        Instant created = usage.createdAt();
        if (from != null) {
            return moment(from);
        }
        return (created != null) ? moment(created) : at;
    }

    /** What does not touch the cost follows what AWS shows. */
    void describe(Usage usage) {
        this.name = usage.name();
        this.scope = usage.scope();
        this.partOf = usage.partOf();
        if (usage.createdAt() != null) {
            this.resourceCreatedAt = moment(usage.createdAt());
        }
        if (this.person.isEmpty()) {
            this.person = usage.person();
        }
        if (this.lab == null) {
            this.lab = usage.lab();
        }
        Instant from = usage.from();
        if (from != null && this.endedAt == null && moment(from).isAfter(this.beganAt)) {
            this.beganAt = moment(from); // billing began later than it was made
            this.billedUntil = this.beganAt.plus(Billable.least(usage.facts()));
        }
    }

    /** The present facts and price, from the beginning of this span. */
    void rate(Usage usage, Price price) {
        this.facts = written(usage.facts());
        this.perHour = price.perHour();
        this.unpriced = price.unknown();
        this.estimate = price.estimate();
        this.asOf = price.asOf();
    }

    /** Whether another span must begin, because the price or the owner is another. */
    boolean differs(Usage usage, Price price) {
        if (ownedByAnother(usage)) {
            return true;
        }
        BigDecimal before = this.perHour;
        BigDecimal now = price.perHour();
        if (before == null || now == null) {
            return !(before == null && now == null) && !wasPriced(price);
        }
        boolean stored = usage.facts().containsKey("bytes") && before.signum() > 0 && now.signum() > 0;
        BigDecimal change = before.subtract(now).abs();
        return stored ? change.compareTo(SAME_RATE) >= 0
                : change.signum() != 0 || this.unpriced != price.unknown() || this.estimate != price.estimate();
    }

    /** Who is not known at a look, is whoever it was before. */
    private boolean ownedByAnother(Usage usage) {
        return (!this.person.isEmpty() && !usage.person().isEmpty() && !this.person.equals(usage.person()))
                || (this.lab != null && usage.lab() != null && !this.lab.equals(usage.lab()));
    }

    /** Whether a price that is new to us was the price already when this span began. */
    private boolean wasPriced(Price price) {
        return this.perHour == null && price.asOf().matches("\\d{4}-\\d\\d-\\d\\d")
                && price.asOf().compareTo(this.beganAt.toString()) <= 0;
    }

    /** Whether anything of what is stored would change. */
    boolean isStale(Usage usage, Price price) {
        Instant created = usage.createdAt();
        Instant from = usage.from();
        return !this.name.equals(usage.name()) || !Objects.equals(this.scope, usage.scope())
                || !Objects.equals(this.partOf, usage.partOf())
                || (created != null && !moment(created).equals(this.resourceCreatedAt))
                || (this.person.isEmpty() && !usage.person().isEmpty()) || (this.lab == null && usage.lab() != null)
                || (from != null && moment(from).isAfter(this.beganAt))
                || (!this.facts.equals(written(usage.facts())) && !sameBytes(usage, price))
                || !this.asOf.equals(price.asOf());
    }

    /**
     * The bytes of what is stored move all the time; within a rate they do not matter.
     */
    private boolean sameBytes(Usage usage, Price price) {
        return usage.facts().containsKey("bytes") && this.perHour != null && price.known();
    }

    /** Whether it is of the same resource, and not of a newcomer with the same name. */
    boolean isOf(Usage usage) {
        Instant created = usage.createdAt();
        return this.arn.equals(usage.arn()) && (created == null || this.resourceCreatedAt == null
                || moment(created).equals(this.resourceCreatedAt));
    }

    /** It is over. */
    void end(Instant at) {
        Instant moment = moment(at);
        this.endedAt = later(later(this.beganAt, moment), (this.endedAt != null) ? this.endedAt : moment);
        this.billedUntil = later(this.billedUntil, this.endedAt);
        settle();
    }

    private void settle() {
        this.cost = cost(this.beganAt, this.billedUntil, this.billedUntil);
    }

    /**
     * It is not seen any more, so it stood until it was last seen, as far as we know.
     * @param looked when its kind was looked at last
     */
    void lost(Instant looked) {
        end(later(this.seenAt, looked));
    }

    /** It was thought to be over, and is seen again: it stood all the time. */
    void reopen(Instant at) {
        this.endedAt = null;
        this.cost = null;
        this.seenAt = later(this.seenAt, at);
    }

    /**
     * What it has cost within a time, in dollars.
     * @param from the beginning
     * @param until the end
     * @param present until when it is taken to stand while it is open
     * @return the cost; null where the price is unknown
     */
    @Nullable BigDecimal cost(Instant from, Instant until, Instant present) {
        BigDecimal rate = this.perHour;
        if (rate == null) {
            return null;
        }
        Instant begin = later(this.beganAt, from);
        Instant billed = billedTo(present);
        Instant end = billed.isBefore(until) ? billed : until;
        if (!begin.isBefore(end)) {
            return BigDecimal.ZERO;
        }
        BigDecimal micros = BigDecimal.valueOf(ChronoUnit.MICROS.between(begin, end));
        return rate.multiply(micros).divide(MICROS_OF_HOUR, MathContext.DECIMAL64);
    }

    /** Until when it is billed, as far as is known at present. */
    private Instant billedTo(Instant present) {
        return this.isOpen() ? later(this.billedUntil, present) : this.billedUntil;
    }

    /**
     * Until when it is taken to stand while it is open: until now, but no longer than
     * {@link #PRESUMED} after it was last seen.
     * @param looked when its kind was looked at last
     * @param now the present
     */
    Instant present(Instant looked, Instant now) {
        Instant presumed = later(this.seenAt, looked).plus(PRESUMED);
        return now.isBefore(presumed) ? now : presumed;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether what is over ended before this. */
    boolean endedBefore(Instant moment) {
        return this.endedAt != null && this.endedAt.isBefore(moment(moment));
    }

    /** What it costs an hour. */
    Price price() {
        return new Price(this.perHour, this.asOf, this.estimate, this.unpriced);
    }

    /** Whether a part of its price, or all of it, is unknown. */
    boolean isUnpriced() {
        return this.unpriced > 0;
    }

    Billable billable() {
        return new Billable(this.region, read(this.facts));
    }

    private static Map<String, String> read(String facts) {
        return facts.isEmpty() ? Map.of()
                : Arrays.stream(facts.split(";"))
                    .map((fact) -> fact.split("=", 2))
                    .collect(Collectors.toMap((fact) -> fact[0], (fact) -> fact[fact.length - 1]));
    }

    boolean isOpen() {
        return this.endedAt == null;
    }

    Instant beganAt() {
        return this.beganAt;
    }

    /** Where the meter notes when its kind was looked at. */
    String place() {
        return UsageLook.place(this.connection, this.region, this.kind);
    }

    String connection() {
        return this.connection;
    }

    String region() {
        return this.region;
    }

    String kind() {
        return this.kind;
    }

    String name() {
        return this.name;
    }

    @Nullable String scope() {
        return this.scope;
    }

    @Nullable String partOf() {
        return this.partOf;
    }

    String person() {
        return this.person;
    }

    @Nullable String lab() {
        return this.lab;
    }

    String arn() {
        return this.arn;
    }

    Instant observedAt() {
        return this.observedAt;
    }

    /** A moment as the database keeps it. */
    static Instant moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static String written(Map<String, String> facts) {
        return new TreeMap<>(facts).entrySet()
            .stream()
            .map((fact) -> fact.getKey() + "=" + fact.getValue())
            .collect(Collectors.joining(";"));
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

}
