package dev.shipshape.cleanup;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.HtmxViews;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import dev.shipshape.web.Status;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The Clean-up page: what the ledger knows, at once, from the database; what was found,
 * which asks AWS, by a second request.
 */
@Controller
class CleanupController {

    private static final Map<String, Comparator<AwaitingRow>> ORDERS = Map.of("name",
            Comparator.comparing(AwaitingRow::name), "kind", Comparator.comparing(AwaitingRow::word), "since",
            Comparator.comparing(AwaitingRow::began), "rate", Comparator.comparing(AwaitingRow::rate), "cost",
            Comparator.comparing(AwaitingRow::cost));

    /** The oldest and dearest first: what has cost most, then what stands longest. */
    private static final Comparator<AwaitingRow> OLDEST_AND_DEAREST = Comparator.comparing(AwaitingRow::cost)
        .reversed()
        .thenComparing(AwaitingRow::began)
        .thenComparing(AwaitingRow::name);

    private final Awaiting awaiting;

    private final Connections connections;

    private final Clock clock;

    CleanupController(Awaiting awaiting, Connections connections, Clock clock) {
        this.awaiting = awaiting;
        this.connections = connections;
        this.clock = clock;
    }

    @GetMapping("/cleanup")
    @Nullable ModelAndView list(ListQuery query, Live live, Model model) {
        Instant now = this.clock.instant().truncatedTo(ChronoUnit.MINUTES);
        List<Item> items = this.awaiting.known();
        List<AwaitingRow> rows = rows(items, now).filter((row) -> query.filter().matches(row.facts())).toList();
        Slice<AwaitingRow> slice = Slice.of(rows, query, ORDERS);
        Totals totals = Totals.of(items, now);
        model.addAttribute("query", query);
        model.addAttribute("slice", slice);
        model.addAttribute("totals", totals);
        model.addAttribute("places", items.stream().map(Item::connection).distinct().sorted().toList());
        model.addAttribute("anyFound", !this.awaiting.clusters(items).isEmpty());
        boolean atRest = rows.stream().noneMatch((row) -> row.status().tone() == Status.Tone.WAITING);
        return live.answer(List.of(slice, totals), atRest, "cleanup/list", "standing");
    }

    @GetMapping("/cleanup/found")
    String found(HtmxRequest htmx, Model model) {
        Awaiting.Standing standing = this.awaiting.seen(this.awaiting.clusters(this.awaiting.known()));
        Instant now = this.clock.instant();
        model.addAttribute("found", rows(standing.found(), now).toList());
        model.addAttribute("foundTotals", Totals.of(standing.found(), now));
        model.addAttribute("silent", standing.silent());
        return HtmxViews.of(htmx, "cleanup/found", "found");
    }

    private Stream<AwaitingRow> rows(List<Item> items, Instant now) {
        return items.stream().map((item) -> row(item, now)).sorted(OLDEST_AND_DEAREST);
    }

    private AwaitingRow row(Item item, Instant now) {
        Remover remover = this.awaiting.remover(item.resource().kind());
        if (remover == null) {
            return AwaitingRow.of(item, item.resource().kind().replace('-', ' '), null, now);
        }
        String page = this.connections.find(item.connection())
            .map((connection) -> remover.page(connection, item.resource()))
            .orElse(null);
        return AwaitingRow.of(item, remover.word(), page, now);
    }

}
