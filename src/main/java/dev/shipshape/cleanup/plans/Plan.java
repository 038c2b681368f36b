package dev.shipshape.cleanup.plans;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.shipshape.audit.spi.Attribution.Who;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * A plan as it was shown: frozen, so that what is confirmed is what is done. The run of
 * it, and the lease that keeps two copies from running it, are written here too.
 */
@Entity
@Table(name = "cleanup_plan")
class Plan implements Persistable<String> {

    /** How far a plan is. */
    enum State {

        /** It waits for a person's confirmation. */
        PLANNED,
        /** It is carried out. */
        RUNNING,
        /** Nothing more happens unless a person tries again. */
        ENDED

    }

    @Id
    private String id = UUID.randomUUID().toString();

    @Enumerated(EnumType.STRING)
    @Column(name = "scope")
    private Scope.Kind scope = Scope.Kind.EVERYTHING;

    private @Nullable String connection;

    private @Nullable String cluster;

    private String confirmation = "";

    private String person = "";

    private @Nullable String lab;

    private Instant madeAt = Instant.EPOCH;

    private String untouched = "";

    @Enumerated(EnumType.STRING)
    private State state = State.PLANNED;

    private @Nullable String runPerson;

    private @Nullable String runLab;

    private @Nullable Instant startedAt;

    private @Nullable Instant finishedAt;

    private boolean cancelled;

    private @Nullable String leaseOwner;

    private @Nullable Instant leaseUntil;

    private @Nullable String leftOver;

    private @Nullable Instant clearAt;

    @Transient
    private boolean isNew;

    protected Plan() {
    }

    static Plan of(Scope scope, String confirmation, List<String> untouched, Who who, Instant now) {
        Plan plan = new Plan();
        plan.isNew = true;
        plan.scope = scope.kind();
        plan.connection = scope.connection();
        plan.cluster = scope.cluster();
        plan.confirmation = confirmation;
        plan.person = who.person();
        plan.lab = who.lab();
        plan.madeAt = now;
        plan.untouched = lines(untouched);
        return plan;
    }

    /** A person has confirmed it: it is carried out in that person's name. */
    void run(Who who, Instant now) {
        this.state = State.RUNNING;
        this.runPerson = who.person();
        this.runLab = who.lab();
        this.startedAt = (this.startedAt != null) ? this.startedAt : now;
        this.finishedAt = null;
        this.cancelled = false;
        this.leaseOwner = null;
        this.leaseUntil = null;
        this.leftOver = null;
        this.clearAt = null;
    }

    void cancel() {
        this.cancelled = true;
    }

    /** Nothing more happens; AWS was asked what is left. */
    void end(List<String> left, boolean clear, Instant now) {
        this.state = State.ENDED;
        this.finishedAt = now;
        this.leftOver = lines(left);
        this.clearAt = clear ? now : null;
        this.leaseOwner = null;
        this.leaseUntil = null;
    }

    private static String lines(List<String> lines) {
        String text = String.join("\n", lines);
        return text.substring(0, Math.min(text.length(), 20_000));
    }

    private static List<String> lines(@Nullable String text) {
        return (text == null || text.isEmpty()) ? List.of() : List.of(text.split("\n", -1));
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    /** What it is about. The chosen resources of a selection are its steps. */
    Scope scope() {
        return new Scope(this.scope, this.connection, this.cluster, List.of());
    }

    String getConfirmation() {
        return this.confirmation;
    }

    String getPerson() {
        return this.person;
    }

    Instant getMadeAt() {
        return this.madeAt;
    }

    List<String> getUntouched() {
        return lines(this.untouched);
    }

    State getState() {
        return this.state;
    }

    /** In whose name it is carried out; who made it, before that. */
    Who who() {
        return (this.runPerson != null) ? new Who(this.runPerson, this.runLab) : new Who(this.person, this.lab);
    }

    @Nullable Instant getStartedAt() {
        return this.startedAt;
    }

    @Nullable Instant getFinishedAt() {
        return this.finishedAt;
    }

    /** Which copy carries it out. */
    @Nullable String getLeaseOwner() {
        return this.leaseOwner;
    }

    /** Until when no other copy may carry it out. */
    @Nullable Instant getLeaseUntil() {
        return this.leaseUntil;
    }

    boolean isCancelled() {
        return this.cancelled;
    }

    /** What is left, as AWS said at the run's end. */
    List<String> getLeft() {
        return lines(this.leftOver);
    }

    /** When AWS confirmed that nothing billable is left; null if it did not. */
    @Nullable Instant getClearAt() {
        return this.clearAt;
    }

}
