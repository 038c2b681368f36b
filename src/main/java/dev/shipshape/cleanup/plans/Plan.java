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
        /** Confirmed; it begins when a time of grace is over. */
        WAITING,
        /** It is carried out. */
        RUNNING,
        /** Nothing more happens unless a person tries again. */
        ENDED

    }

    /** What a plan is for. */
    enum Purpose {

        /** Resources go for good. */
        REMOVE,
        /** Charges stop, and can be brought back. */
        STOP,
        /** What another plan stopped is brought back. */
        BRING_BACK,
        /** Old ones are taken out of use, and stay. */
        RETIRE

    }

    @Id
    private String id = UUID.randomUUID().toString();

    @Enumerated(EnumType.STRING)
    @Column(name = "scope")
    private Scope.Kind scope = Scope.Kind.EVERYTHING;

    private @Nullable String connection;

    private @Nullable String subject;

    private boolean withFound;

    @Enumerated(EnumType.STRING)
    private Purpose purpose = Purpose.REMOVE;

    private boolean automatic;

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

    private @Nullable String changes;

    private @Nullable Instant dueAt;

    private @Nullable String behind;

    @Transient
    private boolean isNew;

    protected Plan() {
    }

    static Plan of(Purpose purpose, Scope scope, String confirmation, List<String> untouched, Who who, Instant now) {
        Plan plan = new Plan();
        plan.isNew = true;
        plan.purpose = purpose;
        plan.scope = scope.kind();
        plan.connection = scope.connection();
        plan.subject = scope.subject();
        plan.withFound = scope.withFound();
        plan.confirmation = confirmation;
        plan.person = who.person();
        plan.lab = who.lab();
        plan.madeAt = now;
        plan.untouched = lines(untouched);
        return plan;
    }

    /** It is about what expired and is removed without a person's hand. */
    Plan automatic() {
        this.automatic = true;
        return this;
    }

    /** The world has changed since it was frozen: it is frozen anew and asks again. */
    void refreeze(String confirmation, List<String> untouched, List<String> changes, Instant now) {
        this.confirmation = confirmation;
        this.untouched = lines(untouched);
        this.changes = lines(changes);
        this.madeAt = now;
    }

    /** Confirmed, it begins when a time of grace behind another plan is over. */
    void await(Who who, String behind, Instant due) {
        this.state = State.WAITING;
        this.runPerson = who.person();
        this.runLab = who.lab();
        this.behind = behind;
        this.dueAt = due;
        this.changes = null;
    }

    /** It follows another plan. */
    void behind(String plan) {
        this.behind = plan;
    }

    /** The time of grace is over. */
    void begin(Instant now) {
        this.state = State.RUNNING;
        this.startedAt = now;
    }

    /** A person calls it off during its time of grace. */
    void callOff() {
        this.state = State.PLANNED;
        this.behind = null;
        this.dueAt = null;
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
        this.changes = null;
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
        return new Scope(this.scope, this.connection, this.subject, List.of(), this.withFound);
    }

    Purpose getPurpose() {
        return this.purpose;
    }

    boolean isAutomatic() {
        return this.automatic;
    }

    /** What had changed when it was to be confirmed; empty if nothing had. */
    List<String> getChanges() {
        return lines(this.changes);
    }

    /** When its time of grace is over; null for none. */
    @Nullable Instant getDueAt() {
        return this.dueAt;
    }

    /** The plan that stopped the charges; null for none. */
    @Nullable String getBehind() {
        return this.behind;
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
