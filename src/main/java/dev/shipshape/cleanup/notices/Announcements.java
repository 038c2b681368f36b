package dev.shipshape.cleanup.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.cleanup.channels.Channel;
import dev.shipshape.cleanup.channels.Channels;
import dev.shipshape.cleanup.channels.Hours;
import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.cleanup.plans.Announced;
import dev.shipshape.cleanup.reminders.ExpiryRules;
import dev.shipshape.cleanup.reminders.ReminderSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was announced, and so may be removed automatically. Nothing goes that was not
 * announced in time: a late notice moves the date out, and while a channel fails nothing
 * goes at all.
 */
@Component
public class Announcements implements Announced {

    private static final Set<State> REMINDED = EnumSet.of(State.AWAITING, State.STUCK);

    private final AnnouncementRepository announcements;

    private final NoticeRepository notices;

    private final ResourceLedger ledger;

    private final ExpiryRules rules;

    private final Channels channels;

    private final ReminderSettings settings;

    private final Hours hours;

    private final Clock clock;

    Announcements(AnnouncementRepository announcements, NoticeRepository notices, ResourceLedger ledger,
            ExpiryRules rules, Channels channels, ReminderSettings settings, NotifySettings notify, Clock clock) {
        this.announcements = announcements;
        this.notices = notices;
        this.ledger = ledger;
        this.rules = rules;
        this.channels = channels;
        this.settings = settings;
        this.hours = notify.hours();
        this.clock = clock;
    }

    /**
     * Whether an entry may be removed automatically now: a person turned that on for it,
     * its date has come, a notice about this very date was delivered in time, and no
     * channel fails.
     */
    @Override
    @Transactional(readOnly = true)
    public boolean removable(LedgerEntry entry) {
        return REMINDED.contains(entry.getState()) && !earliestRemoval(entry).isAfter(this.clock.instant())
                && this.rules.isAutomatic(entry) && halted().isEmpty();
    }

    /**
     * From when on an entry may be removed automatically, as far as it was announced.
     * @return the moment; {@link Instant#MAX} while no notice about its present date was
     * delivered
     */
    @Transactional(readOnly = true)
    public Instant earliestRemoval(LedgerEntry entry) {
        return this.announcements.findById(entry.getId())
            .filter((announcement) -> announcement.isAbout(entry.getExpiresAt()))
            .map((announcement) -> announcement.earliest(this.settings.announceAtLeast()))
            .orElse(Instant.MAX);
    }

    /** Why nothing is removed automatically at present, a sentence. */
    @Transactional(readOnly = true)
    public Optional<String> halted() {
        if (this.channels.all().isEmpty()) {
            return Optional.of("No channel for notices is set up, so nothing can be announced.");
        }
        return failing();
    }

    /** Which channel fails since when and why, a sentence; empty if none does. */
    @Transactional(readOnly = true)
    public Optional<String> failing() {
        return this.notices.failing().stream().findFirst().map((notice) -> {
            Instant since = notice.getFailedAt();
            String word = this.channels.find(notice.getChannel()).map(Channel::word).orElse("The channel");
            return word + " “" + notice.getChannel() + "” has delivered nothing since "
                    + ((since != null) ? this.hours.words(since) : "now") + ": " + notice.getError();
        });
    }

    /**
     * Tells the owners of what is being removed automatically, by every channel.
     * @param entries what goes
     */
    @Override
    @Transactional
    public void removing(Collection<LedgerEntry> entries) {
        Instant now = this.clock.instant();
        Map<String, List<LedgerEntry>> owners = entries.stream().collect(Collectors.groupingBy(LedgerEntry::getPerson));
        owners.forEach((person, all) -> this.channels.all().forEach((channel) -> {
            Notice notice = Notice.of(Notice.Kind.REMOVAL, person, channel.name(), now, this.hours.open(now));
            notice.add(Notice.Kind.REMOVAL, all.stream().collect(Collectors.toMap(LedgerEntry::getId, (entry) -> now)));
            this.notices.save(notice);
        }));
    }

    /**
     * A notice about an entry's date was delivered. If that was too late for its
     * automatic removal, the date moves out, and the notice has said so.
     * @param id the entry's id
     * @param about the date that was told
     * @param notice the notice's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void delivered(String id, Instant about, Instant now, String notice) {
        LedgerEntry entry = this.ledger.hold(id).orElse(null);
        if (entry == null || !REMINDED.contains(entry.getState()) || !about.equals(entry.getExpiresAt())) {
            return; // kept, extended or gone meanwhile
        }
        Announcement announcement = this.announcements.findById(id).orElseGet(() -> Announcement.of(id));
        if (announcement.isAbout(about) && announcement.isInTime(this.settings.announceAtLeast())) {
            return;
        }
        announcement.tell(about, now, notice);
        if (this.rules.isAutomatic(entry) && !announcement.isInTime(this.settings.announceAtLeast())) {
            Instant later = announcement.earliest(this.settings.announceAtLeast())
                .plusMillis(999)
                .truncatedTo(ChronoUnit.SECONDS);
            this.ledger.expire(id, later);
            announcement.tell(later, now, notice);
        }
        this.announcements.save(announcement);
    }

}
