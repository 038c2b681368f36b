package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what has expired, where a person has turned that on for its lab or its tag and
 * it was announced in time. It makes ordinary plans, a connection each, that anyone can
 * watch and cancel; what is extended or kept before its turn is left alone.
 */
@Component
class AutomaticRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticRemoval.class);

    private final ResourceLedger ledger;

    private final Announced announced;

    private final Plans plans;

    private final Clock clock;

    AutomaticRemoval(ResourceLedger ledger, Announced announced, Plans plans, Clock clock) {
        this.ledger = ledger;
        this.announced = announced;
        this.plans = plans;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${shipshape.cleanup.expire-every:60s}",
            initialDelayString = "${shipshape.cleanup.expire-every:60s}")
    void removeExpired() {
        Instant now = this.clock.instant();
        Map<String, List<LedgerEntry>> due = this.ledger.standing()
            .stream()
            .filter((entry) -> isDue(entry, now) && mayGo(entry))
            .collect(Collectors.groupingBy(LedgerEntry::getConnection));
        due.forEach((connection, entries) -> remove(connection, entries));
    }

    private static boolean isDue(LedgerEntry entry, Instant now) {
        Instant expires = entry.getExpiresAt();
        return entry.getState() == LedgerEntry.State.AWAITING && expires != null && !expires.isAfter(now);
    }

    private boolean mayGo(LedgerEntry entry) {
        return this.announced.removable(entry);
    }

    private void remove(String connection, List<LedgerEntry> entries) {
        try {
            String id = this.plans
                .makeAutomatic(Scope.of(null, null, entries.stream().map(LedgerEntry::getId).toList()));
            this.announced.removing(entries);
            LOG.info("{} expired on {} and are removed by plan {}", entries.size(), connection, id);
        }
        catch (Problem problem) {
            LOG.info("What expired on {} is not removed: {}", connection, problem.what());
        }
    }

}
