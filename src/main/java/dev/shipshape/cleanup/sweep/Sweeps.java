package dev.shipshape.cleanup.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sweeps on a schedule: every region in use each time, all others for what is new in them
 * once an hour. One connection that fails keeps none of the others back.
 */
@Component
class Sweeps {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

    private static final Duration WIDE = Duration.ofHours(1);

    private final Map<String, Instant> lookedWide = new ConcurrentHashMap<>();

    private final Sweep sweep;

    private final Regions regions;

    private final Connections connections;

    private final Clock clock;

    Sweeps(Sweep sweep, Regions regions, Connections connections, Clock clock) {
        this.sweep = sweep;
        this.regions = regions;
        this.connections = connections;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${shipshape.cleanup.sweep-every:60s}",
            initialDelayString = "${shipshape.cleanup.sweep-first:${shipshape.cleanup.sweep-every:10s}}")
    void sweep() {
        for (Connection connection : this.connections.all()) {
            try {
                lookWide(connection);
                this.sweep.over(connection);
            }
            catch (Problem problem) {
                LOG.info("{} could not be swept: {}", connection.name(), problem.what());
            }
            catch (RuntimeException ex) {
                LOG.warn("{} could not be swept; the others go on", connection.name(), ex);
            }
        }
    }

    private void lookWide(Connection connection) {
        Instant now = this.clock.instant();
        Instant last = this.lookedWide.getOrDefault(connection.name(), Instant.EPOCH);
        if (Duration.between(last, now).abs().compareTo(WIDE) >= 0) {
            this.lookedWide.put(connection.name(), now);
            wide(connection);
        }
    }

    /** Looks into all regions of a connection, on demand; refused, it looks into none. */
    void wide(Connection connection) {
        try {
            this.regions.lookWide(connection);
        }
        catch (Problem problem) {
            LOG.info("The regions of {} could not be told: {}", connection.name(), problem.what());
        }
    }

}
