package dev.shipshape.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.shipshape.aws.Connection;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Problem;

/**
 * The things of one kind on one connection, as they were read last. Old ones are shown
 * while they are read anew; who comes before they were ever read, or after a change of
 * ours, waits for them a moment.
 */
final class Shelf {

    private final Connection connection;

    private final String kind;

    private List<Indexed> things = List.of();

    private boolean filled;

    private long generation = -1;

    private long readAt;

    private Optional<Problem> problem = Optional.empty();

    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    Shelf(Connection connection, String kind) {
        this.connection = connection;
        this.kind = kind;
    }

    Connection connection() {
        return this.connection;
    }

    String kind() {
        return this.kind;
    }

    /** Reads it anew, behind the scenes, if it is older than it may be. */
    synchronized void renew(long now, Duration kept, Supplier<List<Entry>> read, Executor threads) {
        boolean old = !this.filled || this.generation != now || System.nanoTime() - this.readAt > kept.toNanos();
        if (old && this.reading.isDone()) {
            this.reading = CompletableFuture.runAsync(() -> fill(now, Attempt.at(read)), threads);
        }
    }

    private void fill(long generation, Attempt<List<Entry>> answer) {
        List<Indexed> indexed = answer.orElse(List.of())
            .stream()
            .map((entry) -> Indexed.of(this.connection, entry))
            .toList();
        synchronized (this) {
            this.problem = Optional.ofNullable(answer.problem());
            this.filled = this.filled || answer.ok();
            this.readAt = System.nanoTime();
            this.generation = generation;
            if (answer.ok()) {
                this.things = indexed;
            }
        }
    }

    /**
     * What is there, waited for until a moment if it was never read, or before a change.
     * @param now how often we changed something on the connection
     * @param until by the clock of {@link System#nanoTime}
     */
    List<Indexed> things(long now, long until) {
        CompletableFuture<Void> present;
        boolean wait;
        synchronized (this) {
            present = this.reading;
            wait = (!this.filled && !isDown()) || (this.filled && this.generation != now);
        }
        if (wait) {
            try {
                present.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            catch (TimeoutException | java.util.concurrent.ExecutionException ex) {
                // what is there is shown, and what is not is named
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            return this.things;
        }
    }

    private boolean isDown() {
        return this.problem.filter((one) -> one.status().is5xxServerError()).isPresent();
    }

    /** Why something may be missing, a sentence; empty if nothing is. */
    synchronized Optional<String> missing() {
        if (this.problem.isPresent()) {
            return this.problem.map(Problem::what);
        }
        return this.filled ? Optional.empty() : Optional.of("It is still being read.");
    }

}
