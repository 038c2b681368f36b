package dev.shipshape.cleanup.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.shipshape.accounts.People;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.cleanup.Awaiting;
import dev.shipshape.web.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The calendar feeds: whoever knows a feed's address reads it without signing in. */
@Component
class Calendars {

    private final CalendarFeedRepository feeds;

    private final ResourceLedger ledger;

    private final Awaiting awaiting;

    private final People people;

    private final Clock clock;

    private final SecureRandom random = new SecureRandom();

    Calendars(CalendarFeedRepository feeds, ResourceLedger ledger, Awaiting awaiting, People people, Clock clock) {
        this.feeds = feeds;
        this.ledger = ledger;
        this.awaiting = awaiting;
        this.people = people;
        this.clock = clock;
    }

    /** Since when a person has a feed; empty for none. */
    @Transactional(readOnly = true)
    Optional<Instant> since(String person) {
        return this.feeds.findById(person).map(CalendarFeed::madeAt);
    }

    /**
     * Makes a person's feed, or a new address for it, at which the old one ends.
     * @return the secret part of its address, which is told this once
     */
    @Transactional
    String renew(String person) {
        byte[] bytes = new byte[32];
        this.random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        CalendarFeed feed = this.feeds.findById(person).orElseGet(() -> new CalendarFeed(person));
        feed.renew(hash(token), this.clock.instant());
        this.feeds.save(feed);
        return token;
    }

    /** Ends a person's feed. */
    @Transactional
    void revoke(String person) {
        this.feeds.deleteById(person);
    }

    /**
     * The feed behind a secret address.
     * @throws NotFound if it is unknown, or its person may no longer sign in
     */
    @Transactional(readOnly = true)
    String read(String token) {
        String hash = hash(token);
        String person = this.feeds.findByTokenHash(hash)
            .filter((feed) -> MessageDigest.isEqual(bytes(feed.tokenHash()), bytes(hash)))
            .map(CalendarFeed::person)
            .filter((name) -> !this.people.isDisabled(name))
            .orElseThrow(() -> new NotFound("calendar", "of this address"));
        List<ICalendar.Event> events = new ArrayList<>();
        for (LedgerEntry entry : this.ledger.standing()) {
            if (entry.getPerson().equals(person)) {
                add(events, entry);
            }
        }
        return ICalendar.of("Shipshape: " + person, this.clock.instant(), events);
    }

    private void add(List<ICalendar.Event> events, LedgerEntry entry) {
        String what = this.awaiting.word(entry.resource().kind()) + " " + entry.resource().name();
        String where = entry.getConnection() + ", " + entry.getRegion();
        Instant kept = entry.getKeptUntil();
        Instant expires = entry.getExpiresAt();
        if (entry.getState() == State.KEPT && kept != null) {
            events.add(new ICalendar.Event(entry.getId() + "-keep@shipshape", kept, "Keeping ends: " + what, where,
                    "Kept by " + entry.getKeptBy() + ": " + entry.getKeptReason()));
        }
        if (expires != null && !expires.equals(kept) && entry.getState() != State.REMOVING) {
            events.add(new ICalendar.Event(entry.getId() + "-expiry@shipshape", expires, "Expires: " + what, where,
                    "Remove, extend or keep it on the Clean-up page of Shipshape."));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(token)));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256", ex);
        }
    }

}
