package dev.shipshape.localaws.protocol.calls;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called since the start or the last reset. */
public final class CallCounts {

    private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    private volatile Instant since;

    public CallCounts(Instant since) {
        this.since = since;
    }

    /** Counts one call, named like {@code ecs:CreateCluster}. */
    public void count(String operation) {
        this.counts.computeIfAbsent(operation, (name) -> new LongAdder()).increment();
    }

    /** When counting began. */
    public Instant since() {
        return this.since;
    }

    /** The counts by operation, sorted by name. */
    public Map<String, Long> byOperation() {
        Map<String, Long> sums = new TreeMap<>();
        this.counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    /** Starts again from nothing. */
    public void reset(Instant now) {
        this.counts.clear();
        this.since = now;
    }

}
