package dev.shipshape.cleanup.plans;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;

/**
 * Asks AWS, when a run is over, what is left. That nothing billable is left is said only
 * if every question was answered.
 */
@Component
class Clearance {

    private final Drafts drafts;

    private final Connections connections;

    private final ResourceLedger ledger;

    private final SharedReads reads;

    Clearance(Drafts drafts, Connections connections, ResourceLedger ledger, SharedReads reads) {
        this.drafts = drafts;
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
                .filter((step) -> step.getState() != Step.State.GONE)
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
            String name = this.drafts.remover(item).word() + " " + item.resource().name() + " on " + item.connection();
            try {
                if (!isGone(item)) {
                    left.add(name);
                    clear &= !item.mayBill();
                }
            }
            catch (Problem problem) {
                left.add(name + ": " + problem.what());
                clear = false;
            }
        }
        return new Verdict(left, clear);
    }

    private boolean isGone(Item item) {
        Connection connection = this.connections.named(item.connection());
        Remover remover = this.drafts.remover(item);
        boolean gone = this.reads.fresh(() -> remover.isGone(connection, item.resource()));
        LedgerEntry entry = item.entry();
        if (gone && entry != null) {
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
    }

}
