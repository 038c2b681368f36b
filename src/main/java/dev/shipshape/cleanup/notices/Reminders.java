package dev.shipshape.cleanup.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.cleanup.channels.Channel;
import dev.shipshape.cleanup.channels.Channels;
import dev.shipshape.cleanup.channels.Hours;
import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.cleanup.notices.Notice.Kind;
import dev.shipshape.cleanup.reminders.ReminderSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the notices that are due: before expiry, at expiry, and a digest a day. One
 * notice tells a person of all that falls due together, and what has not been sent yet
 * takes in what comes after it.
 */
@Component
class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private static final Set<Kind> OF_EXPIRY = EnumSet.of(Kind.BEFORE_EXPIRY, Kind.OVERDUE);

    /** After that a digest that was missed is not made up for. */
    private static final Duration DIGEST_LATE = Duration.ofHours(6);

    private static final Duration NOTICES_KEPT = Duration.ofDays(90);

    private static final Duration MARKS_KEPT = Duration.ofDays(800);

    private final NoticeRepository notices;

    private final NoticeMarkRepository marks;

    private final ResourceLedger ledger;

    private final Channels channels;

    private final ReminderSettings settings;

    private final NotifySettings notify;

    private final Hours hours;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Reminders(NoticeRepository notices, NoticeMarkRepository marks, ResourceLedger ledger, Channels channels,
            ReminderSettings settings, NotifySettings notify, TransactionTemplate transaction, Clock clock) {
        this.notices = notices;
        this.marks = marks;
        this.ledger = ledger;
        this.channels = channels;
        this.settings = settings;
        this.notify = notify;
        this.hours = notify.hours();
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${shipshape.notify.every:10s}", initialDelayString = "${shipshape.notify.every:5s}")
    void write() {
        List<LedgerEntry> standing = this.ledger.standing();
        guarded(() -> expiries(standing));
        guarded(() -> digests(standing));
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
    void forgetTheOld() {
        Instant now = this.clock.instant();
        guarded(() -> {
            this.notices.deleteByCreatedAtBefore(now.minus(NOTICES_KEPT));
            this.marks.deleteByMadeAtBefore(now.minus(MARKS_KEPT));
        });
    }

    private void guarded(Runnable work) {
        try {
            this.transaction.executeWithoutResult((status) -> work.run());
        }
        catch (DataIntegrityViolationException | PessimisticLockingFailureException ex) {
            LOG.debug("Another copy writes these notices", ex);
        }
        catch (RuntimeException ex) {
            LOG.error("Notices could not be written; the next round tries again", ex);
        }
    }

    private void expiries(List<LedgerEntry> standing) {
        Instant now = this.clock.instant();
        List<LedgerEntry> expiring = standing.stream()
            .filter((entry) -> entry.getExpiresAt() != null
                    && (entry.getState() == State.AWAITING || entry.getState() == State.STUCK))
            .toList();
        Map<String, NoticeMark> known = marks(expiring.stream().map((entry) -> mark(entry, "SEEN")).toList());
        Map<LedgerEntry, String> due = new LinkedHashMap<>();
        for (LedgerEntry entry : expiring) {
            String seen = mark(entry, "SEEN");
            NoticeMark mark = known.get(seen);
            if (mark == null) {
                mark = this.marks.save(NoticeMark.of(seen, now));
            }
            String stage = stage(entry, mark.madeAt(), now);
            if (stage != null) {
                due.put(entry, mark(entry, stage));
            }
        }
        Set<String> told = marks(List.copyOf(due.values())).keySet();
        due.values().removeIf(told::contains);
        due.values().forEach((id) -> this.marks.save(NoticeMark.of(id, now)));
        byOwner(due.keySet()).forEach((person, entries) -> tell(person, entries, now));
    }

    /**
     * Which stage an entry is in. A time before expiry counts only if the date was known
     * before it: who has just made or extended something knows how long it stands.
     */
    private @Nullable String stage(LedgerEntry entry, Instant seen, Instant now) {
        Instant expires = expires(entry);
        if (!expires.isAfter(now)) {
            return Kind.OVERDUE.name();
        }
        for (Duration before : this.settings.noticeBefore()) { // the shortest first
            Instant due = expires.minus(before);
            if (!due.isAfter(now)) {
                return due.isAfter(seen) ? before.toString() : null;
            }
        }
        return null;
    }

    private void tell(String person, List<LedgerEntry> entries, Instant now) {
        Map<String, Instant> dates = new LinkedHashMap<>();
        boolean overdue = false;
        for (LedgerEntry entry : entries) {
            dates.put(entry.getId(), expires(entry));
            overdue |= !expires(entry).isAfter(now);
        }
        Kind kind = overdue ? Kind.OVERDUE : Kind.BEFORE_EXPIRY;
        for (Channel channel : this.channels.all()) {
            Notice notice = this.notices.pending(person, channel.name(), OF_EXPIRY)
                .stream()
                .filter((pending) -> !pending.isBeingSent(now))
                .findFirst()
                .orElseGet(() -> Notice.of(kind, person, channel.name(), now, this.hours.open(now)));
            notice.add(kind, dates);
            this.notices.save(notice);
        }
    }

    private void digests(List<LedgerEntry> standing) {
        Instant now = this.clock.instant();
        Instant moment = this.hours.last(this.notify.digestAt(), now);
        if (!this.hours.isWorkingDay(moment) || Duration.between(moment, now).compareTo(DIGEST_LATE) > 0) {
            return;
        }
        byOwner(standing).forEach((person, entries) -> {
            String id = "digest " + person + " " + moment;
            if (this.marks.existsById(id)
                    || entries.stream().noneMatch((entry) -> entry.getRecordedAt().isBefore(moment))) {
                return;
            }
            this.marks.save(NoticeMark.of(id, now));
            Map<String, Instant> dates = new LinkedHashMap<>();
            entries.forEach((entry) -> dates.put(entry.getId(), moment));
            for (Channel channel : this.channels.all()) {
                Notice notice = Notice.of(Kind.DIGEST, person, channel.name(), now, this.hours.open(now));
                notice.add(Kind.DIGEST, dates);
                this.notices.save(notice);
            }
        });
    }

    private static Map<String, List<LedgerEntry>> byOwner(Iterable<LedgerEntry> entries) {
        Map<String, List<LedgerEntry>> owners = new TreeMap<>();
        entries.forEach((entry) -> owners.computeIfAbsent(entry.getPerson(), (person) -> new ArrayList<>()).add(entry));
        return owners;
    }

    private Map<String, NoticeMark> marks(List<String> ids) {
        return new HashMap<>(
                this.marks.findAllById(ids).stream().collect(Collectors.toMap(NoticeMark::getId, Function.identity())));
    }

    private static String mark(LedgerEntry entry, String stage) {
        return entry.getId() + " " + expires(entry) + " " + stage;
    }

    private static Instant expires(LedgerEntry entry) {
        Instant expires = entry.getExpiresAt();
        return (expires != null) ? expires : Instant.MAX;
    }

}
