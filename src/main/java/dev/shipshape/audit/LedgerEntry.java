package dev.shipshape.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * A resource that stands, because of an action or found, until AWS confirms that it is
 * gone. Its identity is the ARN plus the time of creation.
 */
@Entity
public class LedgerEntry implements Persistable<String> {

    /** Where a resource is on its way out. */
    public enum State {

        /** It stands and awaits clean-up. */
        AWAITING,
        /** A person keeps it, for a reason, until a date. */
        KEPT,
        /** AWS has begun to remove it. */
        REMOVING,
        /** AWS confirms that it is gone. */
        GONE,
        /** An attempt to remove it failed; the note says why. */
        STUCK

    }

    @Id
    private String id = UUID.randomUUID().toString();

    private @Nullable String actionId;

    private String person = "";

    private @Nullable String lab;

    private String kind = "";

    private String name = "";

    private @Nullable String scope;

    private String arn = "";

    private String connection = "";

    @Column(name = "aws_partition")
    private String partition = "";

    private @Nullable String account;

    private String region = "";

    private @Nullable Instant resourceCreatedAt;

    private Instant recordedAt = Instant.EPOCH;

    private String facts = "";

    @Enumerated(EnumType.STRING)
    private State state = State.AWAITING;

    private @Nullable String note;

    private Instant changedAt = Instant.EPOCH;

    private @Nullable Instant expiresAt;

    private @Nullable Instant keptUntil;

    private @Nullable String keptBy;

    private @Nullable String keptReason;

    private @Nullable Instant seenAt;

    private @Nullable String expiryTag;

    @Transient
    private boolean isNew;

    protected LedgerEntry() {
    }

    static LedgerEntry of(Action action, Resource resource, Connection connection, Instant now) {
        LedgerEntry entry = of(resource, connection, action.getAccount(), now);
        entry.actionId = action.getId();
        entry.person = action.getPerson();
        entry.lab = action.getLab();
        entry.expiresAt = action.getExpiresAt();
        entry.expiryTag = (entry.expiresAt != null) ? entry.expiresAt.toString() : null;
        return entry;
    }

    static LedgerEntry of(Resource resource, Connection connection, @Nullable String account, Instant now) {
        LedgerEntry entry = new LedgerEntry();
        entry.isNew = true;
        entry.kind = resource.kind();
        entry.name = resource.name();
        entry.scope = resource.scope();
        entry.arn = resource.arn();
        entry.connection = connection.name();
        entry.partition = connection.partition();
        entry.account = account;
        entry.region = connection.region();
        entry.resourceCreatedAt = resource.createdAt();
        entry.recordedAt = now;
        entry.changedAt = now;
        entry.facts = Resource.written(resource.facts());
        return entry;
    }

    void change(State state, @Nullable String note, Instant now) {
        this.state = state;
        this.note = (note != null) ? note.substring(0, Math.min(note.length(), 4000)) : null;
        this.changedAt = now;
    }

    /** A person keeps it: until then it is neither reminded of nor removed. */
    void keep(String person, String reason, Instant until, Instant now) {
        change(State.KEPT, null, now);
        this.keptBy = person;
        this.keptReason = reason;
        this.keptUntil = until;
        this.expiresAt = (this.expiresAt == null || this.expiresAt.isBefore(until)) ? until : this.expiresAt;
    }

    /** The time of keeping is over, or a person ended it. */
    void endKeeping(Instant now) {
        change(State.AWAITING, null, now);
        this.keptBy = null;
        this.keptReason = null;
        this.keptUntil = null;
    }

    void expire(@Nullable Instant at) {
        this.expiresAt = at;
    }

    /** Whose it is, as its tags on AWS tell; who made it here is known better. */
    void own(String owner) {
        if (this.actionId == null) {
            this.person = owner;
        }
    }

    /**
     * Its tag on AWS says when it is to go. A tag that says what it said before counts
     * for nothing, because the date may have been moved here meanwhile.
     * @param tag a moment or a day in ISO 8601; null for no tag
     */
    void tagged(@Nullable String tag) {
        if (tag == null || tag.equals(this.expiryTag)) {
            return;
        }
        this.expiryTag = tag.substring(0, Math.min(tag.length(), 256));
        Instant told = moment(tag);
        this.expiresAt = (told != null) ? told : this.expiresAt;
    }

    private static @Nullable Instant moment(String tag) {
        try {
            return tag.contains("T") ? OffsetDateTime.parse(tag).toInstant()
                    : LocalDate.parse(tag).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        catch (DateTimeException ex) {
            return null;
        }
    }

    void facts(Map<String, String> facts) {
        this.facts = Resource.written(facts);
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    /** The resource, as the rooms know it. */
    public Resource resource() {
        return new Resource(this.kind, this.name, this.scope, this.arn, this.resourceCreatedAt,
                Resource.read(this.facts));
    }

    /** The action that made it; null where it was found. */
    public @Nullable String getActionId() {
        return this.actionId;
    }

    /** Whether it was found, so that no action of ours made it. */
    public boolean isFound() {
        return this.actionId == null;
    }

    /** Who made it; empty where it was found and no tag tells whose it is. */
    public String getPerson() {
        return this.person;
    }

    /** The lab it was made in, if any. */
    public @Nullable String getLab() {
        return this.lab;
    }

    /** The name of the connection that it was made on. */
    public String getConnection() {
        return this.connection;
    }

    /** The AWS partition, such as {@code aws}. */
    public String getPartition() {
        return this.partition;
    }

    /** The AWS account, where AWS could tell it. */
    public @Nullable String getAccount() {
        return this.account;
    }

    /** The AWS region. */
    public String getRegion() {
        return this.region;
    }

    /** When it was written into the ledger. */
    public Instant getRecordedAt() {
        return this.recordedAt;
    }

    /** When AWS says that it was made, else when it was written into the ledger. */
    public Instant since() {
        return (this.resourceCreatedAt != null) ? this.resourceCreatedAt : this.recordedAt;
    }

    /** Where it is on its way out. */
    public State getState() {
        return this.state;
    }

    /** Why it is in this state, if there is more to say. */
    public @Nullable String getNote() {
        return this.note;
    }

    /** When it is to go; null for no such time. */
    public @Nullable Instant getExpiresAt() {
        return this.expiresAt;
    }

    /** Until when it is kept; null unless it is. */
    public @Nullable Instant getKeptUntil() {
        return this.keptUntil;
    }

    /** Who keeps it; null unless it is kept. */
    public @Nullable String getKeptBy() {
        return this.keptBy;
    }

    /** Why it is kept; null unless it is. */
    public @Nullable String getKeptReason() {
        return this.keptReason;
    }

    /** When a look at AWS saw it last; null if none has yet. */
    public @Nullable Instant getSeenAt() {
        return this.seenAt;
    }

    /** When its state changed last. */
    public Instant getChangedAt() {
        return this.changedAt;
    }

}
