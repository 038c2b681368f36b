package dev.shipshape.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every resource that stands because of an action, until it is confirmed gone. */
@Component
public class ResourceLedger {

    /** How many ARNs one query names. */
    private static final int AT_ONCE = 500;

    private final LedgerRepository entries;

    private final Clock clock;

    ResourceLedger(LedgerRepository entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** All that is not confirmed gone, oldest first. */
    @Transactional(readOnly = true)
    public List<LedgerEntry> standing() {
        return this.entries.findByStateNotOrderByRecordedAt(State.GONE);
    }

    /** The regions of a connection in which something stands. */
    @Transactional(readOnly = true)
    public List<String> regions(Connection connection) {
        return this.entries.regions(connection.name(), State.GONE);
    }

    /** How many resources are not confirmed gone. */
    @Transactional(readOnly = true)
    public long count() {
        return this.entries.countByStateNot(State.GONE);
    }

    /** The entry of this id. */
    @Transactional(readOnly = true)
    public Optional<LedgerEntry> find(String id) {
        return this.entries.findById(id);
    }

    /**
     * What stands of an ARN. Two connections may know the same ARN, such as two sandboxes
     * of one account.
     * @param connection where
     * @param arn AWS's name
     * @return the entry, if the ledger knows one that is not gone
     */
    @Transactional(readOnly = true)
    public Optional<LedgerEntry> standing(Connection connection, String arn) {
        return standing(connection.name(), List.of(arn)).stream().findFirst();
    }

    /**
     * What is known of resources, whether they stand or are gone, in the order of
     * writing.
     * @param actions the ids of actions that made them
     * @param names their names, whoever made them
     * @return the entries that fit one or the other
     */
    @Transactional(readOnly = true)
    public List<LedgerEntry> of(Collection<String> actions, Collection<String> names) {
        return this.entries.findByActionIdInOrNameInOrderByRecordedAt(actions, names);
    }

    /**
     * The last that is known of an ARN, whether it stands or is gone.
     * @param connection where
     * @param arn AWS's name
     * @return the entry, if an action made it
     */
    @Transactional(readOnly = true)
    public Optional<LedgerEntry> last(Connection connection, String arn) {
        return this.entries.findFirstByConnectionAndArnOrderByRecordedAtDesc(connection.name(), arn);
    }

    /**
     * AWS confirms that a resource is gone: seen while watching it, or asked for.
     * @param connection where it stood
     * @param arn AWS's name
     * @param note how it went, such as a stop reason; null for nothing to say
     */
    @Transactional
    public void gone(Connection connection, String arn, @Nullable String note) {
        change(connection.name(), List.of(arn), State.GONE, note);
    }

    /**
     * AWS confirms that several resources are gone: those of them that stand.
     * @param connection where they stood
     * @param notes how each went, by its ARN; empty for nothing to say
     */
    @Transactional
    public void gone(Connection connection, Map<String, String> notes) {
        List<String> arns = List.copyOf(notes.keySet());
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            standing(connection.name(), arns.subList(from, Math.min(from + AT_ONCE, arns.size()))).forEach((entry) -> {
                String note = notes.getOrDefault(entry.resource().arn(), "");
                entry.change(State.GONE, note.isEmpty() ? null : note, this.clock.instant());
            });
        }
    }

    /** AWS confirms that this one is gone, which says nothing of a newcomer's entry. */
    @Transactional
    public void gone(LedgerEntry entry, @Nullable String note) {
        this.entries.findById(entry.getId())
            .filter((found) -> found.getState() != State.GONE)
            .ifPresent((found) -> found.change(State.GONE, note, this.clock.instant()));
    }

    /** AWS has begun to remove a resource. */
    @Transactional
    public void removing(Connection connection, String arn, @Nullable String note) {
        change(connection.name(), List.of(arn), State.REMOVING, note);
    }

    /** An attempt to remove a resource failed, for this reason. */
    @Transactional
    public void stuck(Connection connection, String arn, String reason) {
        change(connection.name(), List.of(arn), State.STUCK, reason);
    }

    /**
     * A person keeps a resource: it is neither reminded of nor removed until then, and
     * awaits clean-up again after it.
     * @param id the entry's id
     * @param person who keeps it
     * @param reason why
     * @param until when keeping ends by itself
     * @throws NotFound if nothing of this id stands
     */
    @Transactional
    public void keep(String id, String person, String reason, Instant until) {
        held(id).keep(person, reason, until, this.clock.instant());
    }

    /** A person ends keeping a resource before its time. */
    @Transactional
    public void endKeeping(String id) {
        LedgerEntry entry = held(id);
        if (entry.getState() == State.KEPT) {
            entry.endKeeping(this.clock.instant());
        }
    }

    /** Ends all keeping whose time is over. */
    @Transactional
    public void endKeeping() {
        Instant now = this.clock.instant();
        this.entries.findByStateAndKeptUntilBefore(State.KEPT, now).forEach((entry) -> entry.endKeeping(now));
    }

    /**
     * Sets when a resource is to go.
     * @param id the entry's id
     * @param at the moment; null for no such time
     * @throws NotFound if nothing of this id stands
     */
    @Transactional
    public void expire(String id, @Nullable Instant at) {
        held(id).expire(at);
    }

    /**
     * The entry of this id, held until the caller's transaction ends, so that nobody
     * keeps or extends it while it is decided whether it goes.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LedgerEntry> hold(String id) {
        return this.entries.hold(id);
    }

    /** Removing this one begins; it can neither be kept nor extended from now on. */
    @Transactional
    public void leaving(LedgerEntry entry, @Nullable String note) {
        this.entries.hold(entry.getId())
            .filter((found) -> found.getState() != State.GONE)
            .ifPresent((found) -> found.change(State.REMOVING, note, this.clock.instant()));
    }

    private LedgerEntry held(String id) {
        LedgerEntry entry = this.entries.hold(id)
            .filter((found) -> found.getState() != State.GONE)
            .orElseThrow(() -> new NotFound("resource that stands", id));
        if (entry.getState() == State.REMOVING) {
            throw new Problem(HttpStatus.CONFLICT, entry.resource().name() + " is being removed already.",
                    "It cannot be kept or extended any more.");
        }
        return entry;
    }

    /** Writes what an action came to, inside the caller's transaction. */
    void record(Action action, Connection connection, Outcome<?> outcome) {
        record(action, connection, outcome.made());
        for (Resource resource : outcome.changed()) {
            standing(connection.name(), List.of(resource.arn())).forEach((entry) -> entry.facts(resource.facts()));
        }
        change(connection.name(), outcome.leaving(), State.REMOVING, null);
        change(connection.name(), outcome.gone(), State.GONE, null);
    }

    /** Writes what an action made; what is written already stays as it is. */
    void record(Action action, Connection connection, List<Resource> made) {
        Set<String> known = this.entries.findByActionId(action.getId())
            .stream()
            .map((entry) -> entry.resource().arn())
            .collect(Collectors.toCollection(HashSet::new));
        for (Resource resource : made) {
            if (known.add(resource.arn())) {
                // an ARN names one resource at a time, so an older one is gone or the
                // same
                change(connection.name(), List.of(resource.arn()), State.GONE, "Made again by a later action.");
                this.entries.deleteByConnectionAndArnAndActionIdIsNullAndRecordedAtAfter(connection.name(),
                        resource.arn(), action.getStartedAt()); // found while the action
                                                                // was under way
                this.entries.save(LedgerEntry.of(action, resource, connection, this.clock.instant()));
            }
        }
    }

    private List<LedgerEntry> standing(String connection, List<String> arns) {
        return this.entries.findByConnectionAndArnInAndStateNot(connection, arns, State.GONE);
    }

    private void change(String connection, List<String> arns, State state, @Nullable String note) {
        if (!arns.isEmpty()) {
            standing(connection, arns).forEach((entry) -> entry.change(state, note, this.clock.instant()));
        }
    }

}
