package dev.shipshape.cleanup.notices;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * Something that one person is to be told by one channel. It is written before it is
 * sent, and its row's lease keeps two copies from sending it at once.
 */
@Entity
class Notice implements Persistable<String> {

    /** What a notice is about. */
    enum Kind {

        /** Resources will expire. */
        BEFORE_EXPIRY("Expires soon"),
        /** Resources have expired. */
        OVERDUE("Overdue"),
        /** What stands, once a day. */
        DIGEST("Daily digest"),
        /** Resources are being removed automatically. */
        REMOVAL("Automatic removal"),
        /** A person tries a channel. */
        TEST("Test");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The words that a person reads. */
        public String word() {
            return this.word;
        }

    }

    @Id
    private String id = UUID.randomUUID().toString();

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.TEST;

    private String person = "";

    private String channel = "";

    @Column(length = 1_000_000)
    private String entries = "";

    private String subject = "";

    private Instant createdAt = Instant.EPOCH;

    private Instant dueAt = Instant.EPOCH;

    private int attempts;

    private Instant nextTry = Instant.EPOCH;

    private @Nullable Instant sentAt;

    private @Nullable Instant failedAt;

    private @Nullable Instant obsoleteAt;

    private @Nullable String error;

    private @Nullable String leaseOwner;

    private @Nullable Instant leaseUntil;

    @Transient
    private boolean isNew;

    protected Notice() {
    }

    static Notice of(Kind kind, String person, String channel, Instant now, Instant due) {
        Notice notice = new Notice();
        notice.isNew = true;
        notice.kind = kind;
        notice.person = person;
        notice.channel = channel;
        notice.createdAt = now;
        notice.dueAt = due;
        notice.nextTry = due;
        return notice;
    }

    /**
     * Tells of these too.
     * @param dates the expiry date that is told of, by the entry's id
     */
    void add(Kind kind, Map<String, Instant> dates) {
        Map<String, Instant> all = new LinkedHashMap<>(entries());
        all.putAll(dates);
        this.kind = (this.kind == Kind.OVERDUE) ? Kind.OVERDUE : kind;
        this.entries = all.entrySet()
            .stream()
            .map((entry) -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("\n"));
    }

    /** The expiry date that is told of, by the entry's id. */
    Map<String, Instant> entries() {
        Map<String, Instant> entries = new LinkedHashMap<>();
        this.entries.lines().forEach((line) -> {
            int space = line.indexOf(' ');
            entries.put(line.substring(0, space), Instant.parse(line.substring(space + 1)));
        });
        return entries;
    }

    /** How many entries it tells of. */
    public int size() {
        return (int) this.entries.lines().count();
    }

    void sent(String subject, Instant now) {
        this.subject = cut(subject, 300);
        this.sentAt = now;
        this.error = null;
        release();
    }

    void failed(String why, Instant now, Instant nextTry) {
        this.failedAt = (this.failedAt != null) ? this.failedAt : now;
        this.error = cut(why, 1000);
        this.nextTry = nextTry;
        release();
    }

    /** It is not to be sent any more, for this reason. */
    void obsolete(String why, Instant now) {
        this.obsoleteAt = now;
        this.error = cut(why, 1000);
        release();
    }

    /** It waits for the end of quiet time, which is no attempt. */
    void putOff(Instant until) {
        this.nextTry = until;
        this.attempts = Math.max(0, this.attempts - 1);
        release();
    }

    private void release() {
        this.leaseOwner = null;
        this.leaseUntil = null;
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    /** Whether this copy has it to send. */
    boolean isLeasedBy(String owner) {
        return owner.equals(this.leaseOwner) && this.sentAt == null && this.obsoleteAt == null;
    }

    /** Whether someone is sending it. */
    boolean isBeingSent(Instant now) {
        return this.leaseUntil != null && this.leaseUntil.isAfter(now);
    }

    /** Whether it still has to be sent. */
    public boolean isPending() {
        return this.sentAt == null && this.obsoleteAt == null;
    }

    /** Whether it could not be delivered so far. */
    public boolean isFailing() {
        return isPending() && this.failedAt != null;
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    public Kind getKind() {
        return this.kind;
    }

    /** Whom it concerns; empty where nobody knows. */
    public String getPerson() {
        return this.person;
    }

    public String getChannel() {
        return this.channel;
    }

    public String getSubject() {
        return this.subject;
    }

    public Instant getCreatedAt() {
        return this.createdAt;
    }

    /** When it was to be sent. */
    public Instant getDueAt() {
        return this.dueAt;
    }

    public int getAttempts() {
        return this.attempts;
    }

    public Instant getNextTry() {
        return this.nextTry;
    }

    public @Nullable Instant getSentAt() {
        return this.sentAt;
    }

    /** When it could not be delivered for the first time. */
    public @Nullable Instant getFailedAt() {
        return this.failedAt;
    }

    /** Why it was not delivered, or need not be any more. */
    public @Nullable String getError() {
        return this.error;
    }

}
