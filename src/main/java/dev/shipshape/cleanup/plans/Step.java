package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
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
        /** Its removal was begun and is not confirmed. */
        REMOVING,
        /** AWS confirms that it is gone. */
        GONE,
        /** AWS refused, or did not confirm in time. */
        FAILED,
        /** What must go before it is still there, and the run is over. */
        BLOCKED,
        /** The run was cancelled before its turn. */
        CANCELLED

    }

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

    @Transient
    private boolean isNew;

    protected Step() {
    }

    static Step of(String planId, int position, Item item, Remover remover) {
        Step step = new Step();
        LedgerEntry entry = item.entry();
        Resource resource = item.resource();
        step.isNew = true;
        step.planId = planId;
        step.position = position;
        step.entryId = (entry != null) ? entry.getId() : null;
        step.connection = item.connection();
        step.region = item.region();
        step.kind = resource.kind();
        step.name = resource.name();
        step.scope = resource.scope();
        step.arn = resource.arn();
        step.resourceCreatedAt = resource.createdAt();
        step.facts = Resource.written(resource.facts());
        step.order = remover.order();
        step.word = remover.word();
        step.reason = remover.reason();
        step.since = item.since();
        step.perHour = item.price().perHour();
        return step;
    }

    /** Its removal begins. */
    void begin(Instant now) {
        this.state = State.REMOVING;
        this.note = null;
        this.startedAt = now;
        this.endedAt = null;
        this.askedAt = null;
        this.dueAt = now;
        this.attempts = 0;
    }

    /** AWS accepted the removal; what is left is to look until it is gone. */
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
        if (this.state != State.GONE) {
            this.state = State.WAITING;
            this.note = null;
            this.endedAt = null;
        }
    }

    boolean isDue(Instant now) {
        return this.state == State.REMOVING && (this.dueAt == null || !this.dueAt.isAfter(now));
    }

    Turn turn() {
        return new Turn(this.connection, this.region, this.order, this.kind, this.name, this.scope);
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
