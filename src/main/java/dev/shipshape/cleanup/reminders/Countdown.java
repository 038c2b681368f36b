package dev.shipshape.cleanup.reminders;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * When an entry is to go, as the fragments {@code expiry} and {@code menu} of
 * {@code cleanup/reminders} show it.
 *
 * @param id the ledger's id
 * @param name the resource's name
 * @param expires when it is to go; null for no such time
 * @param overdue whether that time has passed
 * @param soon whether it is within an hour
 * @param keptUntil until when it is kept; null unless it is
 * @param keptBy who keeps it
 * @param keptReason why
 * @param movable whether it can still be extended and kept
 */
public record Countdown(String id, String name, @Nullable Instant expires, boolean overdue, boolean soon,
        @Nullable Instant keptUntil, @Nullable String keptBy, @Nullable String keptReason, boolean movable) {

    private static final Set<State> MOVABLE = EnumSet.of(State.AWAITING, State.KEPT, State.STUCK);

    /** The countdown of an entry. */
    public static Countdown of(LedgerEntry entry, Instant now) {
        Instant expires = entry.getExpiresAt();
        boolean reminded = entry.getState() == State.AWAITING || entry.getState() == State.STUCK;
        boolean overdue = reminded && expires != null && !expires.isAfter(now);
        boolean soon = reminded && expires != null && !overdue && !expires.isAfter(now.plusSeconds(3600));
        return new Countdown(entry.getId(), entry.resource().name(), expires, overdue, soon, entry.getKeptUntil(),
                entry.getKeptBy(), entry.getKeptReason(), MOVABLE.contains(entry.getState()));
    }

}
