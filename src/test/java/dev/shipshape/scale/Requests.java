package dev.shipshape.scale;

import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.SandboxControl;
import dev.shipshape.aws.Connection;

/** The sandbox's own count of the calls that it answered. */
final class Requests {

    private final SandboxControl sandbox;

    private Map<String, Long> before;

    Requests(Connection sandbox) {
        this.sandbox = SandboxControl.of(sandbox);
        this.before = this.sandbox.calls();
    }

    /** Counts from now on. */
    void restart() {
        this.before = this.sandbox.calls();
    }

    /** The calls since, by operation. */
    Map<String, Long> since() {
        Map<String, Long> since = new TreeMap<>();
        this.sandbox.calls().forEach((operation, count) -> {
            long more = count - this.before.getOrDefault(operation, 0L);
            if (more > 0) {
                since.put(operation, more);
            }
        });
        return since;
    }

}
