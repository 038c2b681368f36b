package dev.shipshape.aws.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.shipshape.aws.CallListener;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Denied;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;

/**
 * What we may do on each connection, learned from AWS's answers to whatever is asked
 * since the start. A policy may have changed since; the newest answer counts.
 */
@Component
class Permissions implements CallListener {

    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();

    private final Clock clock;

    Permissions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void answered(Connection connection, String permission, long millis) {
        learn(connection, permission, true);
    }

    @Override
    public void failed(Connection connection, String permission, Problem problem) {
        if (problem instanceof Denied denied) {
            learn(connection, denied.action().contains(":") ? denied.action() : permission, false);
        }
        else if (String.valueOf(problem.code()).matches(".*(NotFound|DoesNotExist|NoSuch).*")) {
            learn(connection, permission, true); // AWS looks whether one may ask before
                                                 // it looks for the thing
        }
    }

    /** AWS took a call that needs this permission, whatever else it said of it. */
    void allowed(Connection connection, String permission) {
        learn(connection, permission, true);
    }

    private void learn(Connection connection, String permission, boolean allowed) {
        this.seen.put(Key.of(connection, permission), new Seen(allowed, this.clock.instant()));
    }

    /** What AWS said last to a call that needs this permission. */
    Verdict of(Connection connection, String permission) {
        Seen last = this.seen.get(Key.of(connection, permission));
        return (last == null) ? Verdict.NOT_ASKED : last.allowed() ? Verdict.ALLOWED : Verdict.DENIED;
    }

    /** What AWS said. */
    enum Verdict {

        ALLOWED, DENIED, NOT_ASKED

    }

    private record Seen(boolean allowed, Instant at) {
    }

    /** Prices are answered from one region for all. */
    private record Key(String connection, String region, String permission) {

        static Key of(Connection connection, String permission) {
            return new Key(connection.name(), permission.startsWith("pricing:") ? "" : connection.region(), permission);
        }

    }

}
