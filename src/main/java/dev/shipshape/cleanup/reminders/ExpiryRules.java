package dev.shipshape.cleanup.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.audit.Acting;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Lifetimes;
import dev.shipshape.cleanup.reminders.ExpiryRule.Kind;
import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long what is made may stand, and what is removed by itself when it has expired:
 * nothing, until a person turns it on for a lab or a tag.
 */
@Component
public class ExpiryRules implements Lifetimes {

    /**
     * For how long AWS's word counts that something carries a tag. Whoever takes the tag
     * off must be able to rely on it, even while AWS cannot be asked.
     */
    private static final Duration MATCH_COUNTS = Duration.ofMinutes(15);

    private final ExpiryRuleRepository rules;

    private final ExpiryMatchRepository matches;

    private final ReminderSettings settings;

    private final Acting acting;

    private final Clock clock;

    ExpiryRules(ExpiryRuleRepository rules, ExpiryMatchRepository matches, ReminderSettings settings, Acting acting,
            Clock clock) {
        this.rules = rules;
        this.matches = matches;
        this.settings = settings;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable Instant until(Who who, String kind, Instant now) {
        String lab = who.lab();
        Duration lifetime = Optional.ofNullable(lab)
            .flatMap((name) -> this.rules.findByKindAndName(Kind.LAB, name))
            .map(ExpiryRule::getLifetime)
            .orElse(this.settings.expiresAfter());
        return lifetime.isZero() ? null : now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether a person has turned on that this is removed when it has expired. */
    @Transactional(readOnly = true)
    public boolean isAutomatic(LedgerEntry entry) {
        String lab = entry.getLab();
        Stream<ExpiryRule> ofLab = (lab != null) ? this.rules.findByKindAndName(Kind.LAB, lab).stream()
                : Stream.empty();
        Stream<ExpiryRule> ofTags = this.matches
            .findByEntryIdAndSeenAtAfter(entry.getId(), this.clock.instant().minus(MATCH_COUNTS))
            .stream()
            .flatMap((match) -> this.rules.findById(match.ruleId()).stream());
        return Stream.concat(ofLab, ofTags).anyMatch(ExpiryRule::isAutomatic);
    }

    /** Whether anything is removed by itself. */
    @Transactional(readOnly = true)
    public boolean anyAutomatic() {
        return this.rules.findAll().stream().anyMatch(ExpiryRule::isAutomatic);
    }

    /** All rules, labs first. */
    @Transactional(readOnly = true)
    List<ExpiryRule> all() {
        return this.rules.findAllByOrderByKindAscNameAsc();
    }

    /** How long what is made stands where no rule says otherwise; 0 for ever. */
    Duration everywhere() {
        return this.settings.expiresAfter();
    }

    /**
     * Sets the rule of a lab or a tag, in place of the one there is.
     * @param lifetime how long such things may stand; 0 for ever, null for what holds
     * everywhere
     * @param automatic whether they are removed when they have expired
     */
    @Transactional
    void set(Kind kind, String name, @Nullable Duration lifetime, boolean automatic) {
        ExpiryRule rule = this.rules.findByKindAndName(kind, name).orElseGet(() -> ExpiryRule.of(kind, name));
        rule.set(lifetime, automatic, this.acting.current().person(), this.clock.instant());
        this.rules.save(rule);
    }

    /** Turns automatic removal on or off for a rule. */
    @Transactional
    ExpiryRule automatic(String id, boolean on) {
        ExpiryRule rule = named(id);
        rule.automatic(on, this.acting.current().person(), this.clock.instant());
        return rule;
    }

    /** Takes a rule away; dates that it has set stay. */
    @Transactional
    ExpiryRule remove(String id) {
        ExpiryRule rule = named(id);
        this.matches.deleteByRuleId(id);
        this.rules.delete(rule);
        return rule;
    }

    private ExpiryRule named(String id) {
        return this.rules.findById(id).orElseThrow(() -> new NotFound("rule", id));
    }

}
