package dev.shipshape.overview;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.audit.History;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.SideBySide;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.Attempt;
import org.springframework.stereotype.Component;

/**
 * Gathers the first page over all connections; one that is down never hides the others.
 */
@Component
class Overview {

    private static final int SHOWN = 6;

    private final Connections connections;

    private final SideBySide sideBySide;

    private final Clusters clusters;

    private final Tasks tasks;

    private final ResourceLedger ledger;

    private final Prices prices;

    private final History history;

    private final Clock clock;

    Overview(Connections connections, SideBySide sideBySide, Clusters clusters, Tasks tasks, ResourceLedger ledger,
            Prices prices, History history, Clock clock) {
        this.connections = connections;
        this.sideBySide = sideBySide;
        this.clusters = clusters;
        this.tasks = tasks;
        this.ledger = ledger;
        this.prices = prices;
        this.history = history;
        this.clock = clock;
    }

    Standing standing() {
        List<Connection> all = this.connections.all();
        List<Attempt<Look>> looks = this.sideBySide.ask(all, "overview", this::look);
        List<Place> places = new ArrayList<>();
        List<RunningRow> running = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Attempt<Look> look = looks.get(i);
            Look seen = look.orElse(Look.NOTHING);
            places.add(Place.of(all.get(i), seen.clusters(), look.ok() ? seen.tasks().problem() : look.problem()));
            running.addAll(seen.tasks().orElse(List.of()));
        }
        List<LedgerEntry> awaiting = this.ledger.standing();
        return new Standing(places, awaiting.size(), Price.sum(awaiting.stream().map(this::price).toList()),
                running.stream().limit(SHOWN).toList());
    }

    private Look look(Connection connection) {
        return new Look(this.clusters.in(connection), Attempt.at(() -> running(connection).toList()));
    }

    List<DoneRow> lastDone() {
        return this.history.latest(SHOWN).stream().map(DoneRow::of).toList();
    }

    private Stream<RunningRow> running(Connection connection) {
        return this.tasks.everywhere(connection, Extent.IN_TIME)
            .stream()
            .filter((task) -> !task.stopped())
            .map((task) -> RunningRow.of(connection, task, this.clock))
            .sorted(Comparator.comparing(RunningRow::created, Comparator.nullsFirst(Comparator.reverseOrder())));
    }

    private Price price(LedgerEntry entry) {
        return this.prices.of(new Billable(entry.getRegion(), entry.resource().facts()));
    }

    /** What one connection shows; its tasks may be denied where its clusters are not. */
    private record Look(List<Cluster> clusters, Attempt<List<RunningRow>> tasks) {

        static final Look NOTHING = new Look(List.of(), new Attempt<>(List.of(), null));

    }

}
