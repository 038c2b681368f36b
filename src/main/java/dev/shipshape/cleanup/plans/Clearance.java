package dev.shipshape.cleanup.plans;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.Awaiting;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.Formats;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;

/**
 * Asks AWS, when a run is over, what is left and what of it bills. That nothing billable
 * is left is said only if every question was answered.
 */
@Component
class Clearance {

    private final Drafts drafts;

    private final Awaiting awaiting;

    private final Connections connections;

    private final ResourceLedger ledger;

    private final SharedReads reads;

    private final Formats formats = new Formats();

    Clearance(Drafts drafts, Awaiting awaiting, Connections connections, ResourceLedger ledger, SharedReads reads) {
        this.drafts = drafts;
        this.awaiting = awaiting;
        this.connections = connections;
        this.ledger = ledger;
        this.reads = reads;
    }

    /**
     * What is left in a plan's scope.
     * @param scope the scope
     * @param steps the plan's steps, for a selection
     * @return what is left, and whether it is certain that none of it costs money
     */
    Verdict of(Scope scope, List<Step> steps) {
        if (scope.kind() == Scope.Kind.SELECTED) {
            List<String> left = steps.stream()
                .filter((step) -> step.getState() != Step.State.DONE)
                .map((step) -> step.words() + " on " + step.getConnection())
                .toList();
            return new Verdict(left, left.isEmpty());
        }
        try {
            return of(this.drafts.of(scope));
        }
        catch (NotFound gone) {
            return new Verdict(List.of(), true); // the cluster itself is gone
        }
        catch (Problem problem) {
            return new Verdict(List.of("Not asked: " + problem.what()), false);
        }
    }

    private Verdict of(Draft draft) {
        List<String> left = new ArrayList<>();
        boolean clear = draft.unasked().isEmpty();
        for (String unasked : draft.unasked()) {
            left.add("Not asked: " + unasked);
        }
        for (Item item : draft.items()) {
            try {
                if (!isGone(item)) {
                    left.add(words(item));
                    clear &= !item.mayBill();
                }
            }
            catch (Problem problem) {
                left.add(words(item) + ": " + problem.what());
                clear = false;
            }
        }
        for (Item item : draft.staying()) {
            left.add(words(item) + (item.kept() ? ", kept by " + item.entry().getKeptBy() : ""));
            clear &= !item.mayBill();
        }
        return new Verdict(left, clear);
    }

    private String words(Item item) {
        String bills = item.mayBill() ? ": still bills " + this.formats.perHour(item.price().perHour()) : "";
        return this.awaiting.words(item) + " on " + item.connection() + bills;
    }

    private boolean isGone(Item item) {
        Connection connection = this.connections.named(item.connection()).in(item.region());
        Remover remover = this.drafts.remover(item);
        boolean gone = this.reads.fresh(() -> remover.isGone(connection, item.resource()));
        LedgerEntry entry = item.entry();
        if (gone) {
            this.ledger.gone(entry, entry.getNote());
        }
        return gone;
    }

    /**
     * What AWS said.
     *
     * @param left what is left, in words
     * @param clear whether nothing billable is left
     */
    record Verdict(List<String> left, boolean clear) {

        /** Nobody asked. */
        static final Verdict NONE = new Verdict(List.of(), false);

    }

}
