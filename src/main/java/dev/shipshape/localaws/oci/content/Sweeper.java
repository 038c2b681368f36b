package dev.shipshape.localaws.oci.content;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps in the background, so that no file is deleted before the transaction that gave
 * it up is written; and regularly, as what had its grace is due later.
 */
final class Sweeper implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Sweeper.class);

    /** How often the clock is looked at. */
    private static final long LOOK_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
        Thread daemon = new Thread(task, "localaws-registry-sweeper");
        daemon.setDaemon(true);
        return daemon;
    });

    private final AtomicBoolean asked = new AtomicBoolean();

    private final Runnable sweep;

    private final Clock clock;

    private volatile Instant last;

    /**
     * A sweeper that has nothing to do yet.
     * @param clock the endpoint's, by which the time of grace runs; it may be moved
     */
    Sweeper(Runnable sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
        this.last = clock.instant();
        var unused = this.thread.scheduleWithFixedDelay(this::whenDue, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void whenDue() {
        if (!this.clock.instant().isBefore(this.last.plus(Layers.GRACE.dividedBy(4)))) {
            soon();
        }
    }

    /** Sweeps as soon as the store is free; asking twice before that sweeps once. */
    void soon() {
        if (this.asked.compareAndSet(false, true)) {
            this.thread.execute(this::run);
        }
    }

    private void run() {
        this.asked.set(false);
        this.last = this.clock.instant();
        try {
            this.sweep.run();
        }
        catch (RuntimeException ex) {
            logger.warn("The registry's files could not be swept; they are at the next time", ex);
        }
    }

    /**
     * Waits for a sweep that has begun: the store is closed next. Never interrupts it,
     * which would close the store's file under it.
     */
    @Override
    public void close() {
        this.thread.shutdown();
        try {
            this.thread.awaitTermination(10, TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
