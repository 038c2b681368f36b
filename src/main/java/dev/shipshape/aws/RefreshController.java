package dev.shipshape.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.shipshape.web.Address;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks AWS now: drops what was read on the page's connection, or on all where the page is
 * about all. Pressed by many at once, it counts once a second.
 */
@Controller
class RefreshController {

    private static final Duration ONCE = Duration.ofSeconds(1);

    private final Connections connections;

    private final SharedReads reads;

    private final Clock clock;

    private final Map<String, Instant> refreshed = new ConcurrentHashMap<>();

    RefreshController(Connections connections, SharedReads reads, Clock clock) {
        this.connections = connections;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * Drops what was read.
     * @param back the page's own address; anything that is none of ours leads to the
     * overview
     */
    @PostMapping("/refreshes")
    String refresh(@RequestParam(defaultValue = "/") String back) {
        String page = Address.back(back);
        String name = page.substring(1).replaceFirst("[/?].*", "");
        this.connections.all()
            .stream()
            .filter((connection) -> connection.name().equals(name)
                    || this.connections.all().stream().noneMatch((other) -> other.name().equals(name)))
            .forEach(this::once);
        return "redirect:" + page;
    }

    private void once(Connection connection) {
        Instant now = this.clock.instant();
        this.refreshed.compute(connection.name(), (name, last) -> {
            if (last != null && last.plus(ONCE).isAfter(now)) {
                return last;
            }
            this.reads.changed(connection);
            return now;
        });
    }

}
