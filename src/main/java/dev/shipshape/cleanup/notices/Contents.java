package dev.shipshape.cleanup.notices;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.accounts.People;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.cleanup.Awaiting;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.channels.Hours;
import dev.shipshape.cleanup.channels.Message;
import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.cleanup.notices.Notice.Kind;
import dev.shipshape.cleanup.reminders.ExpiryRules;
import dev.shipshape.cleanup.reminders.ReminderSettings;
import dev.shipshape.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a notice says at the moment it is sent: only what is still true, so that nobody is
 * told of what was kept, extended or removed while a channel was down.
 */
@Component
class Contents {

    private static final Duration DAY = Duration.ofDays(1);

    private final ResourceLedger ledger;

    private final Awaiting awaiting;

    private final ExpiryRules rules;

    private final ReminderSettings settings;

    private final People people;

    private final Hours hours;

    private final String url;

    private final Formats formats = new Formats();

    Contents(ResourceLedger ledger, Awaiting awaiting, ExpiryRules rules, ReminderSettings settings, People people,
            NotifySettings notify) {
        this.ledger = ledger;
        this.awaiting = awaiting;
        this.rules = rules;
        this.settings = settings;
        this.people = people;
        this.hours = notify.hours();
        this.url = notify.url().replaceAll("/+$", "");
    }

    /** What a notice says now; empty if nothing of it is true any more. */
    Optional<Message> of(Notice notice, Instant now) {
        Kind kind = notice.getKind();
        if (kind == Kind.TEST) {
            return Optional.of(message(notice, "Shipshape says hello", List.of(),
                    "This is a test of the channel “" + notice.getChannel() + "”. Nothing expires because of it.",
                    now));
        }
        if (kind == Kind.DIGEST && notice.getCreatedAt().plus(DAY).isBefore(now)) {
            return Optional.empty(); // the next day's says it better
        }
        Map<String, Item> items = this.awaiting.known()
            .stream()
            .collect(Collectors.toMap(Item::id, Function.identity()));
        List<Message.Line> lines = new ArrayList<>();
        notice.entries()
            .forEach((id, about) -> this.ledger.find(id)
                .filter((entry) -> isTrue(kind, entry, about))
                .ifPresent((entry) -> lines.add(line(kind, entry, items.get(id), now))));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        lines.sort(Comparator.comparing((line) -> (line.expires() != null) ? line.expires() : Instant.MAX));
        return Optional.of(message(notice, title(notice, lines, now), lines, closing(kind), now));
    }

    private static boolean isTrue(Kind kind, LedgerEntry entry, Instant about) {
        return switch (kind) {
            case BEFORE_EXPIRY, OVERDUE -> (entry.getState() == State.AWAITING || entry.getState() == State.STUCK)
                    && about.equals(entry.getExpiresAt());
            case DIGEST -> entry.getState() != State.GONE;
            case REMOVAL, TEST -> true;
        };
    }

    private Message.Line line(Kind kind, LedgerEntry entry, @Nullable Item item, Instant now) {
        String word = this.awaiting.word(entry.resource().kind());
        String scope = entry.resource().scope();
        String in = (scope == null || scope.equals(entry.resource().name())) ? "" : " in " + scope;
        BigDecimal perHour = (item != null) ? item.price().perHour() : null;
        String cost = (item == null) ? "gone" : this.formats.perHour(perHour);
        return new Message.Line(entry.getId(), word + " " + entry.resource().name() + in, entry.getConnection(),
                entry.getRegion(), entry.resource().arn(), entry.getExpiresAt(), when(kind, entry, now), perHour, cost);
    }

    private String when(Kind kind, LedgerEntry entry, Instant now) {
        Instant expires = entry.getExpiresAt();
        Instant kept = entry.getKeptUntil();
        if (kind == Kind.REMOVAL) {
            return "is being removed";
        }
        if (kept != null) {
            return "kept until " + this.hours.words(kept);
        }
        if (entry.getState() == State.REMOVING) {
            return "is being removed";
        }
        if (expires == null) {
            return "no expiry";
        }
        boolean overdue = !expires.isAfter(now);
        String words = overdue ? "overdue since " + this.hours.words(expires) : "expires " + this.hours.words(expires)
                + ", in " + this.formats.duration(Duration.between(now, expires));
        if (kind == Kind.DIGEST || !this.rules.isAutomatic(entry)) {
            return words;
        }
        Instant announced = now.plus(this.settings.announceAtLeast());
        Instant removal = announced.isAfter(expires) ? announced : expires;
        return words + ", removed automatically from " + this.hours.words(removal) + " on";
    }

    private String title(Notice notice, List<Message.Line> lines, Instant now) {
        String owner = notice.getPerson().isEmpty() ? "No owner known" : notice.getPerson();
        String count = this.formats.count(lines.size(), "resource");
        boolean one = lines.size() == 1;
        return owner + ": " + switch (notice.getKind()) {
            case BEFORE_EXPIRY, OVERDUE -> {
                long overdue = lines.stream()
                    .filter((line) -> line.expires() != null && !line.expires().isAfter(now))
                    .count();
                if (overdue == 0) {
                    yield count + (one ? " expires soon" : " expire soon");
                }
                yield (overdue == lines.size()) ? count + (one ? " is overdue" : " are overdue")
                        : count + ", " + overdue + " of them overdue";
            }
            case DIGEST -> count + (one ? " stands" : " stand") + ", " + sum(lines);
            case REMOVAL -> count + (one ? " is" : " are") + " being removed automatically";
            case TEST -> "test";
        };
    }

    private String sum(List<Message.Line> lines) {
        BigDecimal sum = BigDecimal.ZERO;
        int unknown = 0;
        for (Message.Line line : lines) {
            BigDecimal perHour = line.perHour();
            sum = (perHour != null) ? sum.add(perHour) : sum;
            unknown += (perHour != null) ? 0 : 1;
        }
        if (unknown == lines.size()) {
            return "price unknown";
        }
        return this.formats.perHour(sum)
                + ((unknown == 0) ? "" : " and " + this.formats.count(unknown, "unknown price"));
    }

    private static String closing(Kind kind) {
        return (kind == Kind.REMOVAL) ? "They had expired, and this was announced."
                : "Remove, extend or keep them on the Clean-up page.";
    }

    private Message message(Notice notice, String title, List<Message.Line> lines, String closing, Instant now) {
        return new Message(notice.getId(), notice.getKind().name(), notice.getPerson(),
                this.people.email(notice.getPerson()).orElse(null), title, lines, closing,
                this.url.isEmpty() ? null : this.url + "/cleanup", now);
    }

}
