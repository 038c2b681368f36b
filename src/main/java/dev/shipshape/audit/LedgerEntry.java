package dev.shipshape.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.audit.spi.Resource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A resource that stands because of an action, until AWS confirms that it is gone. */
@Entity
public class LedgerEntry implements Persistable<String> {

    /** Where a resource is on its way out. */
    public enum State {

        /** It stands and awaits clean-up. */
        AWAITING,
        /** AWS has begun to remove it. */
        REMOVING,
        /** AWS confirms that it is gone. */
        GONE,
        /** An attempt to remove it failed; the note says why. */
        STUCK

    }

    @Id
    private String id = UUID.randomUUID().toString();

    private String actionId = "";

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

    @Transient
    private boolean isNew;

    protected LedgerEntry() {
    }

    static LedgerEntry of(Action action, Resource resource, String partition, Instant now) {
        LedgerEntry entry = new LedgerEntry();
        entry.isNew = true;
        entry.actionId = action.getId();
        entry.person = action.getPerson();
        entry.lab = action.getLab();
        entry.kind = resource.kind();
        entry.name = resource.name();
        entry.scope = resource.scope();
        entry.arn = resource.arn();
        entry.connection = action.getConnection();
        entry.partition = partition;
        entry.account = action.getAccount();
        entry.region = action.getRegion();
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

    /** The action that made it. */
    public String getActionId() {
        return this.actionId;
    }

    /** Who made it. */
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

    /** When its state changed last. */
    public Instant getChangedAt() {
        return this.changedAt;
    }

}
