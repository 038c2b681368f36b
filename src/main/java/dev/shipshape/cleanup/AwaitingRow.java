package dev.shipshape.cleanup;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.cleanup.reminders.Countdown;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * Something that awaits clean-up, as the page shows it.
 *
 * @param id what a form sends to have it removed
 * @param word its kind in a person's words
 * @param name its name
 * @param scope what it lies in; null for nothing
 * @param page its page; null where it has none
 * @param connection where it stands
 * @param person who made it; null where it was found
 * @param action the action that made it; null where it was found
 * @param since since when it stands; null where AWS does not say
 * @param status where it is on its way out
 * @param note why it is in that state, if there is more to say
 * @param perHour dollars an hour; null if unknown
 * @param soFar dollars since it began, an estimate; null if unknown
 * @param found whether no action of ours made it
 * @param removable whether it can be removed from here
 * @param region its AWS region's id
 * @param countdown when it is to go, and whether it is kept
 * @param lab the lab that it was made in; null outside of labs
 */
record AwaitingRow(String id, String word, String name, @Nullable String scope, @Nullable String page,
        String connection, @Nullable String person, @Nullable String action, @Nullable Instant since, Status status,
        @Nullable String note, @Nullable BigDecimal perHour, @Nullable BigDecimal soFar, boolean found,
        boolean removable, String region, Countdown countdown, @Nullable String lab) {

    static AwaitingRow of(Item item, String word, @Nullable String page, boolean removable, @Nullable BigDecimal soFar,
            Instant now) {
        Resource resource = item.resource();
        LedgerEntry entry = item.entry();
        State state = entry.getState();
        String note = (state == State.KEPT) ? "Kept by " + entry.getKeptBy() + ": " + entry.getKeptReason()
                : (state != State.AWAITING) ? entry.getNote() : null;
        return new AwaitingRow(item.id(), word, resource.name(), place(resource), page, item.connection(),
                entry.getPerson(), entry.getActionId(), item.since(), status(state), note, item.price().perHour(),
                soFar, item.found(), removable, item.region(), Countdown.of(entry, now), entry.getLab());
    }

    /** What it lies in; a cluster lies in nothing but itself. */
    private static @Nullable String place(Resource resource) {
        return resource.name().equals(resource.scope()) ? null : resource.scope();
    }

    /** Whether it is known to cost nothing. */
    public boolean free() {
        return this.perHour != null && this.perHour.signum() == 0;
    }

    private static Status status(State state) {
        return switch (state) {
            case AWAITING -> Status.running("Standing");
            case KEPT -> Status.stopped("Kept");
            case REMOVING -> Status.waiting("Deleting");
            case STUCK -> Status.failed("Could not be removed");
            case GONE -> Status.stopped("Gone");
        };
    }

    /** What a filter above the list may name. */
    Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        facts.put("name", this.name);
        facts.put("kind", this.word);
        facts.put("connection", this.connection);
        facts.put("state", this.status.word());
        facts.put("person", (this.person != null) ? this.person : "");
        facts.put("region", this.region);
        facts.put("lab", (this.lab != null) ? this.lab : "");
        facts.put("cluster", (this.scope != null) ? this.scope : "");
        return facts;
    }

    /** Oldest first: what has no date last. */
    Instant began() {
        return (this.since != null) ? this.since : Instant.MAX;
    }

    /** What goes first first: what stays for ever last. */
    Instant goes() {
        Instant expires = this.countdown.expires();
        return (expires != null) ? expires : Instant.MAX;
    }

    /** For ordering: what is unknown counts as nothing. */
    BigDecimal rate() {
        return (this.perHour != null) ? this.perHour : BigDecimal.ZERO;
    }

    /** For ordering: what is unknown counts as nothing. */
    BigDecimal cost() {
        return (this.soFar != null) ? this.soFar : BigDecimal.ZERO;
    }

}
