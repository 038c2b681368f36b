package dev.shipshape.cleanup;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.notices.Announcements;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.sweep.Sweep;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The Clean-up page: what was made here and what was found, at once, from the database;
 * and looking at AWS on demand.
 */
@Controller
class CleanupController {

    private static final Map<String, Comparator<AwaitingRow>> ORDERS = Map.of("name",
            Comparator.comparing(AwaitingRow::name), "kind", Comparator.comparing(AwaitingRow::word), "since",
            Comparator.comparing(AwaitingRow::began), "expires", Comparator.comparing(AwaitingRow::goes), "rate",
            Comparator.comparing(AwaitingRow::rate), "cost", Comparator.comparing(AwaitingRow::cost));

    /** The oldest and dearest first: what has cost most, then what stands longest. */
    private static final Comparator<AwaitingRow> OLDEST_AND_DEAREST = Comparator.comparing(AwaitingRow::cost)
        .reversed()
        .thenComparing(AwaitingRow::began)
        .thenComparing(AwaitingRow::name);

    private final Awaiting awaiting;

    private final Connections connections;

    private final Sweep sweep;

    private final SoFar soFar;

    private final Announcements announcements;

    private final Clock clock;

    CleanupController(Awaiting awaiting, Connections connections, Sweep sweep, SoFar soFar, Announcements announcements,
            Clock clock) {
        this.awaiting = awaiting;
        this.connections = connections;
        this.sweep = sweep;
        this.soFar = soFar;
        this.announcements = announcements;
        this.clock = clock;
    }

    @GetMapping("/cleanup")
    @Nullable ModelAndView list(ListQuery query, Live live, Model model) {
        List<Item> items = this.awaiting.known().stream().filter((item) -> !item.found()).toList();
        model.addAttribute("foundCount", this.awaiting.known().size() - items.size());
        return list(items, query, live, model, "cleanup/list", "standing");
    }

    @GetMapping("/cleanup/found")
    @Nullable ModelAndView found(ListQuery query, Live live, Model model) {
        List<Item> items = this.awaiting.known().stream().filter(Item::found).toList();
        model.addAttribute("regions", this.sweep.last());
        return list(items, query, live, model, "cleanup/found", "found");
    }

    private @Nullable ModelAndView list(List<Item> items, ListQuery query, Live live, Model model, String page,
            String fragment) {
        Instant now = this.clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Map<String, BigDecimal> soFar = this.soFar.of(items, now);
        Totals totals = Totals.of(items, soFar.values());
        List<AwaitingRow> rows = rows(items, soFar, now).filter((row) -> query.filter().matches(row.facts())).toList();
        Slice<AwaitingRow> slice = Slice.of(rows, query, ORDERS);
        model.addAttribute("failing", this.announcements.failing().orElse(null));
        model.addAttribute("query", query);
        model.addAttribute("slice", slice);
        model.addAttribute("totals", totals);
        model.addAttribute("places", items.stream().map(Item::connection).distinct().sorted().toList());
        model.addAttribute("people",
                items.stream()
                    .map((item) -> item.entry().getPerson())
                    .filter((name) -> !name.isEmpty())
                    .distinct()
                    .sorted()
                    .toList());
        model.addAttribute("labs",
                items.stream()
                    .flatMap((item) -> Stream.ofNullable(item.entry().getLab()))
                    .distinct()
                    .sorted()
                    .toList());
        boolean atRest = rows.stream().noneMatch((row) -> row.status().tone() == Status.Tone.WAITING);
        return live.answer(List.of(slice, totals), atRest, page, fragment);
    }

    /** Looks at AWS now, in every region that is in use. */
    @PostMapping("/cleanup/sweeps")
    String look(RedirectAttributes flash) {
        int unseen = 0;
        for (Connection connection : this.connections.all()) {
            unseen += this.sweep.over(connection).size();
        }
        flash.addFlashAttribute("message", (unseen == 0) ? "AWS was looked at just now."
                : "AWS was looked at just now; not all could be looked into.");
        return "redirect:/cleanup/found";
    }

    private Stream<AwaitingRow> rows(List<Item> items, Map<String, BigDecimal> soFar, Instant now) {
        return items.stream().map((item) -> row(item, soFar.get(item.id()), now)).sorted(OLDEST_AND_DEAREST);
    }

    private AwaitingRow row(Item item, @Nullable BigDecimal soFar, Instant now) {
        Remover remover = this.awaiting.remover(item.resource().kind());
        String page = (remover == null) ? null
                : this.connections.find(item.connection())
                    .filter((connection) -> connection.region().equals(item.region()))
                    .map((connection) -> remover.page(connection, item.resource()))
                    .orElse(null);
        return AwaitingRow.of(item, this.awaiting.word(item.resource().kind()), page, remover != null, soFar, now);
    }

}
