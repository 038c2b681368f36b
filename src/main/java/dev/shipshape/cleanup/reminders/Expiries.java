package dev.shipshape.cleanup.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.Acting;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** When what stands is to go: extending it, keeping it, and what goes next. */
@Component
public class Expiries {

    private static final Logger LOG = LoggerFactory.getLogger(Expiries.class);

    private static final Duration SOON = Duration.ofDays(1);

    private final ResourceLedger ledger;

    private final Marks marks;

    private final Acting acting;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Expiries(ResourceLedger ledger, Marks marks, Acting acting, TransactionTemplate transaction, Clock clock) {
        this.ledger = ledger;
        this.marks = marks;
        this.acting = acting;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** When the next resource expires, if that is within a day. */
    public Optional<Instant> next() {
        Instant now = this.clock.instant();
        return this.ledger.standing()
            .stream()
            .filter((entry) -> entry.getState() == State.AWAITING || entry.getState() == State.STUCK)
            .flatMap((entry) -> Optional.ofNullable(entry.getExpiresAt()).stream())
            .filter((expires) -> expires.isAfter(now) && !expires.isAfter(now.plus(SOON)))
            .min(Comparator.naturalOrder());
    }

    /**
     * Moves expiry dates out, each from the later of now and what it is.
     * @param ids the ledger's ids
     * @param by by how long
     * @return what was extended, and what there is to say
     * @throws Problem if nothing could be extended
     */
    public Done extend(Collection<String> ids, Duration by) {
        List<LedgerEntry> extended = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String id : ids) {
            try {
                extended.add(extend(id, by));
            }
            catch (Problem problem) {
                problems.add(problem);
            }
        }
        if (extended.isEmpty()) {
            throw problems.isEmpty() ? new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing was chosen.",
                    "Tick what is to stand longer, then extend it.") : problems.get(0);
        }
        List<String> remarks = new ArrayList<>(problems.stream().map(Problem::what).toList());
        remarks.addAll(this.marks.write(extended));
        return new Done(extended, remarks);
    }

    private LedgerEntry extend(String id, Duration by) {
        this.transaction.executeWithoutResult((status) -> {
            Instant now = this.clock.instant();
            LedgerEntry entry = this.ledger.hold(id).orElseThrow(() -> new NotFound("resource that stands", id));
            Instant expires = entry.getExpiresAt();
            Instant from = (expires != null && expires.isAfter(now)) ? expires : now;
            this.ledger.expire(id, from.plus(by).truncatedTo(ChronoUnit.SECONDS));
        });
        return entry(id);
    }

    /**
     * Keeps a resource: it is neither reminded of nor removed until then.
     * @param id the ledger's id
     * @param reason why
     * @param until when keeping ends by itself
     */
    public Done keep(String id, String reason, Instant until) {
        this.ledger.keep(id, this.acting.current().person(), reason, until);
        LedgerEntry entry = entry(id);
        return new Done(List.of(entry), this.marks.write(List.of(entry)));
    }

    /** Ends keeping a resource before its time. */
    public Done endKeeping(String id) {
        this.ledger.endKeeping(id);
        return new Done(List.of(entry(id)), List.of());
    }

    /** The entry of this id. */
    LedgerEntry entry(String id) {
        return this.ledger.find(id).orElseThrow(() -> new NotFound("resource that stands", id));
    }

    @Scheduled(fixedDelayString = "${shipshape.cleanup.keep-every:30s}")
    void endKeeping() {
        try {
            this.ledger.endKeeping();
        }
        catch (RuntimeException ex) {
            LOG.warn("Keepings whose time is over could not be ended; the next round tries again", ex);
        }
    }

    /**
     * What was done.
     *
     * @param entries the entries as they are now
     * @param remarks what else there is to say, each a sentence
     */
    public record Done(List<LedgerEntry> entries, List<String> remarks) {

        /** The remarks as they follow a message. */
        String more() {
            return this.remarks.isEmpty() ? "" : " " + String.join(" ", this.remarks);
        }

    }

}
