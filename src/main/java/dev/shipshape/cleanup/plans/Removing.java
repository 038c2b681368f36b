package dev.shipshape.cleanup.plans;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.Awaiting;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.SoFar;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Removes a resource for good, and tells the ledger how far it is. */
@Component
class Removing implements Deed {

    private final Awaiting awaiting;

    private final ResourceLedger ledger;

    private final SoFar soFar;

    private final SharedReads reads;

    private final Clock clock;

    private final Formats formats = new Formats();

    Removing(Awaiting awaiting, ResourceLedger ledger, SoFar soFar, SharedReads reads, Clock clock) {
        this.awaiting = awaiting;
        this.ledger = ledger;
        this.soFar = soFar;
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public Purpose purpose() {
        return Purpose.REMOVE;
    }

    @Override
    public boolean isFor(Step step) {
        return this.awaiting.remover(step.getKind()) != null;
    }

    private Remover remover(Step step) {
        Remover remover = this.awaiting.remover(step.getKind());
        if (remover == null) {
            throw new IllegalStateException("No room removes a " + step.getKind());
        }
        return remover;
    }

    /**
     * What a person kept meanwhile stays, and so does what was extended, where nobody but
     * the clock asked for its removal. The entry is held, so that extending it waits for
     * this.
     */
    @Override
    public @Nullable String mayNot(Step step, boolean automatic) {
        LedgerEntry entry = entry(step);
        if (entry == null) {
            return null;
        }
        if (entry.getState() == LedgerEntry.State.KEPT) {
            return "Kept by " + entry.getKeptBy() + " until " + this.formats.moment(entry.getKeptUntil()) + ": "
                    + entry.getKeptReason();
        }
        boolean expired = entry.getExpiresAt() != null && !entry.getExpiresAt().isAfter(this.clock.instant());
        if (automatic && !expired) {
            return "Extended to " + this.formats.moment(entry.getExpiresAt()) + " before its turn.";
        }
        this.ledger.leaving(entry, "By clean-up.");
        return null;
    }

    private @Nullable LedgerEntry entry(Step step) {
        String id = step.getEntryId();
        return (id != null) ? this.ledger.hold(id).orElse(null) : null;
    }

    @Override
    public boolean isDone(Step step, Connection connection) {
        return this.reads.fresh(() -> remover(step).isGone(connection, step.resource()));
    }

    @Override
    public void ask(Step step, Connection connection) {
        remover(step).remove(connection, step.resource());
    }

    @Override
    public int atOnce(Step step) {
        return isFor(step) ? remover(step).atOnce() : 1;
    }

    @Override
    public Map<Step, Problem> askTogether(List<Step> steps, Connection connection) {
        Map<String, Problem> refused = remover(steps.get(0)).removeTogether(connection,
                steps.stream().map(Step::resource).toList());
        Map<Step, Problem> stay = new LinkedHashMap<>();
        for (Step step : steps) {
            Problem problem = refused.get(step.getArn());
            if (problem != null) {
                stay.put(step, problem);
            }
        }
        return stay;
    }

    @Override
    public void done(Step step, Connection connection) {
        step.cost(this.soFar.of(connection, step.getArn(),
                Item.cost(step.getPerHour(), step.getSince(), this.clock.instant())));
        String entry = step.getEntryId();
        if (entry != null) {
            this.ledger.find(entry).ifPresent((known) -> this.ledger.gone(known, "Removed by clean-up."));
        }
    }

    @Override
    public void failed(Step step, @Nullable Connection connection, String why) {
        if (connection != null) {
            this.ledger.stuck(connection, step.getArn(), why);
        }
    }

}
