package dev.shipshape.audit;

import java.time.Duration;
import java.time.Instant;

import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Verb;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * Something that a person asked for: the intent, written before the call, and the
 * outcome, written after it.
 */
@Entity
public class Action implements Persistable<String> {

    /** How an action ended. */
    public enum Result {

        /** The intent is written, the call may be under way. */
        OPEN,
        /** AWS did it. */
        SUCCEEDED,
        /** AWS refused, or did not do it. */
        FAILED,
        /** The reply was lost; AWS will be asked. */
        UNKNOWN,
        /** AWS was asked and its state does not tell. */
        UNSETTLED

    }

    @Id
    private String id = "";

    private String person = "";

    private @Nullable String lab;

    @Enumerated(EnumType.STRING)
    private Verb verb = Verb.CREATE;

    private String kind = "";

    private String resource = "";

    private @Nullable String scope;

    private @Nullable String arn;

    private String connection = "";

    @Column(name = "aws_partition")
    private String partition = "";

    private @Nullable String account;

    private String region = "";

    private String command = "";

    private Instant startedAt = Instant.EPOCH;

    private Instant leaseUntil = Instant.EPOCH;

    private @Nullable Instant finishedAt;

    @Enumerated(EnumType.STRING)
    private Result outcome = Result.OPEN;

    private @Nullable String requestId;

    private @Nullable String errorCode;

    private @Nullable String note;

    private @Nullable Instant expiresAt;

    protected Action() {
    }

    static Action intend(Change change, Who who, @Nullable String account, Instant now, Duration lease) {
        Action action = new Action();
        action.id = change.id();
        action.person = who.person();
        action.lab = who.lab();
        action.verb = change.verb();
        action.kind = change.kind();
        action.resource = change.name().substring(0, Math.min(change.name().length(), 600));
        action.scope = shortened(change.scope(), 300);
        action.arn = shortened(change.arn(), 600);
        action.connection = change.connection().name();
        action.partition = change.connection().partition();
        action.account = account;
        action.region = change.connection().region();
        action.command = change.command().substring(0, Math.min(change.command().length(), 100_000));
        action.startedAt = now;
        action.leaseUntil = now.plus(lease);
        action.expiresAt = change.expires();
        return action;
    }

    void end(Result result, Instant now, @Nullable String requestId, @Nullable String errorCode,
            @Nullable String note) {
        this.outcome = result;
        this.finishedAt = now;
        this.requestId = requestId;
        this.errorCode = errorCode;
        this.note = shortened(note, 4000);
    }

    OpenAction open() {
        return new OpenAction(this.id, this.verb, this.kind, this.resource, this.scope, this.arn, this.command,
                this.startedAt);
    }

    /**
     * What AWS would refuse for its length must not keep the intent from being written.
     */
    private static @Nullable String shortened(@Nullable String text, int length) {
        return (text != null) ? text.substring(0, Math.min(text.length(), length)) : null;
    }

    @Override
    public String getId() {
        return this.id;
    }

    /** An action is written once as an intent; later changes are updates. */
    @Override
    public boolean isNew() {
        return this.outcome == Result.OPEN && this.finishedAt == null;
    }

    /** Who asked for it. */
    public String getPerson() {
        return this.person;
    }

    /** The lab it was asked for in, if any. */
    public @Nullable String getLab() {
        return this.lab;
    }

    /** What it does. */
    public Verb getVerb() {
        return this.verb;
    }

    /** The key of the kind of resource. */
    public String getKind() {
        return this.kind;
    }

    /** The resource's name. */
    public String getResource() {
        return this.resource;
    }

    /** The name of what the resource lies in, if anything. */
    public @Nullable String getScope() {
        return this.scope;
    }

    /** The resource's ARN, where it was known before the call. */
    public @Nullable String getArn() {
        return this.arn;
    }

    /** The name of the connection at that time. */
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

    /** The equivalent command. */
    public String getCommand() {
        return this.command;
    }

    /** When the intent was written. */
    public Instant getStartedAt() {
        return this.startedAt;
    }

    /** Until when the call may be under way, so that nobody else settles it. */
    public Instant getLeaseUntil() {
        return this.leaseUntil;
    }

    /** When the outcome was written; null while it is open. */
    public @Nullable Instant getFinishedAt() {
        return this.finishedAt;
    }

    /** How it ended. */
    public Result getOutcome() {
        return this.outcome;
    }

    /** AWS's request id, if AWS answered. */
    public @Nullable String getRequestId() {
        return this.requestId;
    }

    /** AWS's error code, if AWS refused. */
    public @Nullable String getErrorCode() {
        return this.errorCode;
    }

    /** Why it failed, or a remark. */
    public @Nullable String getNote() {
        return this.note;
    }

    /** When what it makes is to go; null for no such time. */
    public @Nullable Instant getExpiresAt() {
        return this.expiresAt;
    }

    /** How long it took from intent to outcome; null while it is open. */
    public @Nullable Duration getDuration() {
        return (this.finishedAt != null) ? Duration.between(this.startedAt, this.finishedAt) : null;
    }

}
