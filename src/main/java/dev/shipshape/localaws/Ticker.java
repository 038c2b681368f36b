package dev.shipshape.localaws;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the sandbox go on while nobody asks: four times a second. */
final class Ticker implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Ticker.class);

    private static final long PERIOD_MILLIS = 250;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((work) -> {
        Thread thread = new Thread(work, "localaws-ticker");
        thread.setDaemon(true);
        return thread;
    });

    private Ticker() {
    }

    static Ticker start(Runnable work) {
        Ticker ticker = new Ticker();
        // The work catches what goes wrong, so the future never has anything to tell.
        ScheduledFuture<?> unused = ticker.executor.scheduleWithFixedDelay(() -> run(work), PERIOD_MILLIS,
                PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return ticker;
    }

    /**
     * A failure is told and not final: a task that cannot go on must not stop the others.
     */
    private static void run(Runnable work) {
        try {
            work.run();
        }
        catch (RuntimeException ex) {
            logger.error("The sandbox could not bring its tasks and services up to date", ex);
        }
    }

    @Override
    public void close() {
        this.executor.shutdown();
        try {
            if (!this.executor.awaitTermination(10, TimeUnit.SECONDS)) {
                this.executor.shutdownNow();
            }
        }
        catch (InterruptedException ex) {
            this.executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

}
