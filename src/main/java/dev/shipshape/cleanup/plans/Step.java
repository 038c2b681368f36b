package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover.Order;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One resource of a plan: what is removed, why at this place, and how far it is. */
@Entity
@Table(name = "cleanup_step")
class Step implements Persistable<String> {

    /** How far a step is. */
    enum State {

        /** Its turn has not come. */
        WAITING,
        /** It was begun and is not confirmed. */
        BEGUN,
        /** AWS confirms it: what was to be removed is gone. */
        DONE,
        /** AWS refused, or did not confirm in time. */
        FAILED,
        /** A person kept or extended it before its turn. */
        SKIPPED,
        /** What must go before it is still there, and the run is over. */
        BLOCKED,
        /** The run was cancelled before its turn. */
        CANCELLED

    }

    /** Nothing is put off for longer than this. */
    private static final Duration FARTHEST = Duration.ofMinutes(1);

    @Id
    private String id = UUID.randomUUID().toString();

    private String planId = "";

    private int position;

    private @Nullable String entryId;

    private String connection = "";

    private String region = "";

    private String kind = "";

    private String name = "";

    private @Nullable String scope;

    private String arn = "";

    private @Nullable Instant resourceCreatedAt;

    private String facts = "";

    private boolean found;

    @Enumerated(EnumType.STRING)
    @Column(name = "removal_order")
    private Order order = Order.SERVICE;

    private String word = "";

    private String reason = "";

    private @Nullable Instant since;

    private @Nullable BigDecimal perHour;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private @Nullable String note;

    private int attempts;

    private @Nullable Instant askedAt;

    private @Nullable Instant dueAt;

    private @Nullable Instant startedAt;

    private @Nullable Instant endedAt;

    private @Nullable String memo;

    private @Nullable String mark;

    private @Nullable Instant markedAt;

    private @Nullable BigDecimal cost;

    @Transient
    private @Nullable Turn turn;

    @Transient
    private boolean isNew;

    protected Step() {
    }

    /**
     * A step of a plan.
     * @param word the kind in a person's words
     * @param reason why it stands where it stands, or what it does
     */
    static Step of(String planId, int position, Item item, Order order, String word, String reason) {
        Step step = new Step();
        Resource resource = item.resource();
        step.isNew = true;
        step.planId = planId;
        step.position = position;
        step.entryId = item.id();
        step.found = item.found();
        step.connection = item.connection();
        step.region = item.region();
        step.kind = resource.kind();
        step.name = resource.name();
        step.scope = resource.scope();
        step.arn = resource.arn();
        step.resourceCreatedAt = resource.createdAt();
        step.facts = Resource.written(resource.facts());
        step.order = order;
        step.word = word;
        step.reason = reason;
        step.since = item.since();
        step.perHour = item.price().perHour();
        return step;
    }

    /** The step that brings back what another one stopped. */
    static Step back(String planId, int position, Step stopped, String reason) {
        Step step = new Step();
        step.isNew = true;
        step.planId = planId;
        step.position = position;
        step.entryId = stopped.entryId;
        step.found = stopped.found;
        step.connection = stopped.connection;
        step.region = stopped.region;
        step.kind = stopped.kind;
        step.name = stopped.name;
        step.scope = stopped.scope;
        step.arn = stopped.arn;
        step.resourceCreatedAt = stopped.resourceCreatedAt;
        step.facts = stopped.facts;
        step.order = stopped.order;
        step.word = stopped.word;
        step.reason = reason;
        step.since = stopped.since;
        step.perHour = stopped.perHour;
        step.memo = stopped.memo;
        return step;
    }

    /** What bringing it back will need; written down before it is stopped. */
    void remember(String memo) {
        this.memo = memo;
    }

    /** What is started for it carries this; written down before it is started. */
    void mark(String mark, Instant now) {
        this.mark = mark;
        this.markedAt = now;
    }

    /** What it had cost when it was done, in dollars; null if unknown. */
    void cost(@Nullable BigDecimal cost) {
        this.cost = cost;
    }

    /** It begins. */
    void begin(Instant now) {
        this.state = State.BEGUN;
        this.note = null;
        this.startedAt = now;
        this.endedAt = null;
        this.askedAt = null;
        this.dueAt = now;
        this.attempts = 0;
    }

    /** AWS accepted it; what is left is to look until it is done. */
    void asked(Instant now, Instant due) {
        this.askedAt = now;
        this.dueAt = due;
        this.note = null;
    }

    /** It is looked at, or asked for, again at a later time. */
    void later(Instant due, @Nullable String note) {
        this.attempts++;
        this.dueAt = due;
        this.note = shortened(note);
    }

    /** It ends in one of the states that are ends. */
    void end(State end, @Nullable String note, Instant now) {
        this.state = end;
        this.note = shortened(note);
        this.endedAt = now;
        this.dueAt = null;
    }

    /** Another run may try what this one could not. */
    void again() {
        if (this.state != State.DONE) {
            this.state = State.WAITING;
            this.note = null;
            this.endedAt = null;
        }
    }

    /**
     * Whether it is to be looked at; a clock that moved back puts nothing off for long.
     */
    boolean isDue(Instant now) {
        return this.state == State.BEGUN
                && (this.dueAt == null || !this.dueAt.isAfter(now) || this.dueAt.isAfter(now.plus(FARTHEST)));
    }

    Turn turn() {
        Turn known = this.turn;
        if (known == null) {
            known = new Turn(this.connection, this.region, this.order, this.kind, this.name, this.scope);
            this.turn = known;
        }
        return known;
    }

    Resource resource() {
        return new Resource(this.kind, this.name, this.scope, this.arn, this.resourceCreatedAt,
                Resource.read(this.facts));
    }

    private static @Nullable String shortened(@Nullable String text) {
        return (text != null) ? text.substring(0, Math.min(text.length(), 4000)) : null;
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    String getPlanId() {
        return this.planId;
    }

    int getPosition() {
        return this.position;
    }

    @Nullable String getEntryId() {
        return this.entryId;
    }

    String getConnection() {
        return this.connection;
    }

    String getRegion() {
        return this.region;
    }

    String getKind() {
        return this.kind;
    }

    String getName() {
        return this.name;
    }

    Order getOrder() {
        return this.order;
    }

    /** The kind in a person's words, and the name. */
    String words() {
        return this.word + " " + this.name;
    }

    /** Several steps, named. */
    static String words(List<Step> steps) {
        String names = steps.stream().limit(5).map(Step::words).collect(Collectors.joining(", "));
        return (steps.size() > 5) ? names + " and " + (steps.size() - 5) + " more" : names;
    }

    String word() {
        return this.word;
    }

    String getReason() {
        return this.reason;
    }

    boolean isFound() {
        return this.found;
    }

    String getArn() {
        return this.arn;
    }

    @Nullable String getMemo() {
        return this.memo;
    }

    @Nullable String getMark() {
        return this.mark;
    }

    @Nullable Instant getMarkedAt() {
        return this.markedAt;
    }

    @Nullable BigDecimal getCost() {
        return this.cost;
    }

    @Nullable Instant getSince() {
        return this.since;
    }

    @Nullable BigDecimal getPerHour() {
        return this.perHour;
    }

    State getState() {
        return this.state;
    }

    @Nullable String getNote() {
        return this.note;
    }

    int getAttempts() {
        return this.attempts;
    }

    @Nullable Instant getAskedAt() {
        return this.askedAt;
    }

    @Nullable Instant getStartedAt() {
        return this.startedAt;
    }

    @Nullable Instant getEndedAt() {
        return this.endedAt;
    }

}
