package dev.shipshape.cost.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.CostHistory;
import dev.shipshape.cost.CostHistory.By;
import dev.shipshape.cost.CostHistory.History;
import dev.shipshape.cost.CostHistory.Line;
import dev.shipshape.cost.Price;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What everything costs and has cost, on all connections or on one. */
@Controller
class CostsController {

    private static final List<By> VIEWS = List.of(By.KIND, By.PERSON, By.LAB, By.CONNECTION);

    private final CostHistory history;

    private final Clock clock;

    CostsController(CostHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @GetMapping("/costs")
    String show(@RequestParam(name = "by", required = false) @Nullable String byWord,
            @RequestParam(name = "range", required = false) @Nullable String rangeWord,
            @RequestParam(name = "on", required = false) @Nullable String on, Model model) {
        By by = VIEWS.stream().filter((view) -> view.word().equals(byWord)).findFirst().orElse(By.KIND);
        Range range = Range.of(rangeWord);
        Set<String> all = new TreeSet<>(this.history.connections());
        Set<String> connections = chosen(all, on);
        Instant present = this.clock.instant();
        List<Instant> starts = range.buckets(present);
        Instant first = Range.beginOfMonth(present);
        History history = this.history.between(first.isBefore(starts.get(0)) ? first : starts.get(0), present,
                connections);
        Instant now = history.now();
        Price rate = history.rate();
        List<Line> lines = history.lines(by, starts);
        model.addAttribute("by", by).addAttribute("views", VIEWS);
        model.addAttribute("range", range).addAttribute("ranges", Range.values());
        model.addAttribute("on", on)
            .addAttribute("places", all)
            .addAttribute("sandbox", connections.contains(Connection.SANDBOX));
        model.addAttribute("rate", rate).addAttribute("estimate", history.estimate());
        model.addAttribute("month", Forecast.of(history.spent(first, now), rate, now)).addAttribute("first", first);
        model.addAttribute("since", history.observedSince().orElse(null));
        model.addAttribute("chart", CostChart.of(lines, starts, rate.perHour(), now)).addAttribute("lines", lines);
        model.addAttribute("notPriced", history.notPriced());
        model.addAttribute("sums", sums(history, starts));
        return "cost/costs";
    }

    /**
     * The sandbox costs nothing, so it is left out where there is more than that, unless
     * someone asks for it.
     */
    private static Set<String> chosen(Set<String> all, @Nullable String on) {
        if (on != null && all.contains(on)) {
            return Set.of(on);
        }
        Set<String> real = all.stream().filter((name) -> !name.equals(Connection.SANDBOX)).collect(Collectors.toSet());
        return real.isEmpty() ? all : real;
    }

    private static Map<By, List<Line>> sums(History history, List<Instant> starts) {
        Map<By, List<Line>> sums = new LinkedHashMap<>();
        List<Instant> whole = List.of(starts.get(0), starts.get(starts.size() - 1));
        Arrays.stream(By.values())
            .filter((by) -> by != By.KIND)
            .sorted((one, other) -> Boolean.compare(other == By.CLUSTER, one == By.CLUSTER))
            .forEach((by) -> sums.put(by, history.lines(by, whole)));
        return sums;
    }

}
