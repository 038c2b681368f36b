package dev.shipshape.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.shipshape.audit.Action.Result;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the ledger up to date with what a look at AWS showed: what it did not know is
 * written down as found, and what it knows and AWS did not show is named, to be asked
 * for.
 */
@Component
public class Inventory {

    private static final Set<Result> UNDER_WAY = EnumSet.of(Result.OPEN, Result.UNKNOWN);

    /** For what differs between AWS's answers about one moment. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(1);

    private final LedgerRepository entries;

    private final ActionRepository actions;

    Inventory(LedgerRepository entries, ActionRepository actions) {
        this.entries = entries;
        this.actions = actions;
    }

    /**
     * Writes down what a look at one region showed.
     * @param connection where, with the region that was looked at
     * @param account the AWS account; null where AWS does not tell
     * @param seen all that stands there of the kinds that were read
     * @param kinds the keys of the kinds that were read to the end
     * @param at when the look began: what was written down since is not missing
     * @return what the ledger knows of these kinds and AWS did not show
     */
    @Transactional
    public List<LedgerEntry> saw(Connection connection, @Nullable String account, Collection<Seen> seen,
            Set<String> kinds, Instant at) {
        Map<String, LedgerEntry> known = new HashMap<>();
        this.entries.findByConnectionAndRegionAndStateNot(connection.name(), connection.region(), State.GONE)
            .forEach((entry) -> known.put(entry.resource().arn(), entry));
        List<String> ids = new ArrayList<>();
        for (Seen one : seen) {
            LedgerEntry entry = known.remove(one.resource().arn());
            if (entry != null && isSame(entry.resource(), one.resource())) {
                ids.add(entry.getId());
                refresh(entry, one);
            }
            else {
                if (entry != null) {
                    entry.change(State.GONE, "Another of the same name was made since.", at);
                }
                newcomer(connection, account, one, at);
            }
        }
        for (int from = 0; from < ids.size(); from += 500) {
            this.entries.seen(ids.subList(from, Math.min(from + 500, ids.size())), at);
        }
        return known.values()
            .stream()
            .filter((entry) -> kinds.contains(entry.resource().kind()) && entry.getRecordedAt().isBefore(at))
            .toList();
    }

    private static void refresh(LedgerEntry entry, Seen seen) {
        if (!seen.resource().facts().isEmpty() && !entry.resource().facts().equals(seen.resource().facts())) {
            entry.facts(seen.resource().facts());
        }
        mark(entry, seen);
    }

    private static void mark(LedgerEntry entry, Seen seen) {
        String owner = seen.tags().get(Change.OWNER);
        if (owner != null) {
            entry.own(owner);
        }
        entry.tagged(seen.tags().get(Change.EXPIRES));
    }

    /**
     * What an action of ours made, although nobody saw its answer, belongs to that
     * action; one that is under way writes its own.
     */
    private void newcomer(Connection connection, @Nullable String account, Seen seen, Instant at) {
        Optional<Action> action = Optional.ofNullable(seen.tags().get(Change.TAG)).flatMap(this.actions::findById);
        if (action.filter((one) -> UNDER_WAY.contains(one.getOutcome())).isPresent()) {
            return;
        }
        boolean known = action
            .filter((one) -> this.entries.findByActionId(one.getId())
                .stream()
                .anyMatch((entry) -> entry.resource().arn().equals(seen.resource().arn())))
            .isPresent();
        LedgerEntry entry = (action.isPresent() && !known)
                ? LedgerEntry.of(action.get(), seen.resource(), connection, at)
                : LedgerEntry.of(seen.resource(), connection, account, at);
        mark(entry, seen);
        this.entries.save(entry);
    }

    /** A newcomer of the same name has the same ARN and was made at another time. */
    private static boolean isSame(Resource known, Resource seen) {
        return known.createdAt() == null || seen.createdAt() == null
                || Duration.between(known.createdAt(), seen.createdAt()).abs().compareTo(SAME_MOMENT) <= 0;
    }

}
