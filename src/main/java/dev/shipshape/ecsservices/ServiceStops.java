package dev.shipshape.ecsservices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.tags.Tagged;
import dev.shipshape.clusters.tags.Tags;
import dev.shipshape.ecsservices.scaling.ScalingTargets;
import dev.shipshape.ecsservices.scaling.Suspension;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Stops services without deleting them, and starts them again as they were. How they were
 * stands in a tag of the service itself, so that any copy of Shipshape can start them.
 */
@Component
class ServiceStops {

    /** The AWS tag that tells how a service was before it was stopped. */
    static final String TAG = "shipshape:before-stop";

    private final EcsServices services;

    private final ScalingTargets scaling;

    private final Tags tags;

    ServiceStops(EcsServices services, ScalingTargets scaling, Tags tags) {
        this.services = services;
        this.scaling = scaling;
        this.tags = tags;
    }

    /** How a service was before it was stopped; nothing where it was not. */
    static ServiceMemo before(Service service) {
        String memo = service.tags().getOrDefault(TAG, "");
        return memo.matches("\\d{1,6}( [yn]{3})?") ? ServiceMemo.read(memo) : ServiceMemo.NOTHING;
    }

    /** What brings a service back as it is now. */
    ServiceMemo memo(Connection connection, Service service) {
        return new ServiceMemo(service.desired(), suspension(connection, service));
    }

    @Nullable Suspension suspension(Connection connection, Service service) {
        return this.scaling.suspension(connection, service.cluster(), service.name()).orElse(null);
    }

    /**
     * Writes down how it is, and scales it to 0.
     * @throws Problem if it keeps a task on each instance, or AWS refuses
     */
    void stop(Connection connection, Service service) {
        refuseDaemon(service);
        if (service.desired() == 0) {
            throw new Problem(HttpStatus.CONFLICT, "Service " + service.name() + " is scaled to 0 already.", "");
        }
        ServiceMemo memo = memo(connection, service);
        oneByOne(() -> this.tags.put(connection, tagged(service), Map.of(TAG, memo.written())),
                () -> rest(connection, service));
    }

    static void refuseDaemon(Service service) {
        if (service.daemon()) {
            throw new Problem(HttpStatus.CONFLICT, "Service " + service.name() + " cannot be scaled to 0.",
                    "It keeps one task on each instance (DAEMON), so it is stopped only by removing it.");
        }
    }

    /** Scales it to 0. What scales it goes first, or the count would climb back. */
    void rest(Connection connection, Service service) {
        refuseDaemon(service);
        this.scaling.suspend(connection, service.cluster(), service.name(), Suspension.ALL);
        if (service.desired() > 0) {
            this.services.scale(connection, service, 0);
        }
    }

    /**
     * Scales it up, and lets scale it what did before.
     * @param desired how many tasks it shall keep
     * @throws Problem if AWS refuses
     */
    void start(Connection connection, Service service, int desired) {
        Suspension before = before(service).scaling();
        oneByOne(() -> this.services.scale(connection, service, desired), () -> {
            if (before != null) {
                this.scaling.suspend(connection, service.cluster(), service.name(), before);
            }
        }, () -> {
            if (service.tags().containsKey(TAG)) {
                this.tags.remove(connection, tagged(service), List.of(TAG));
            }
        });
    }

    private static Tagged tagged(Service service) {
        return new Tagged(EcsServices.KIND, service.name(), service.cluster(), service.arn(), service.tags());
    }

    /** In a rehearsal each step ends at its command, and all of them are told. */
    private static void oneByOne(Runnable... steps) {
        List<String> commands = new ArrayList<>();
        for (Runnable step : steps) {
            try {
                step.run();
            }
            catch (Rehearsed rehearsed) {
                commands.addAll(rehearsed.commands());
            }
        }
        if (!commands.isEmpty()) {
            throw new Rehearsed(commands);
        }
    }

}
