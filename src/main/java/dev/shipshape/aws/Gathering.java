package dev.shipshape.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A long list that is being read from AWS batch by batch. What has come so far can be
 * shown before the rest is there.
 *
 * @param <T> what the list is of
 */
public final class Gathering<T> {

    private final Executor batches;

    private final List<CompletableFuture<Void>> pending = new ArrayList<>();

    private final long generation;

    private final Instant begun;

    private final List<T> items = new ArrayList<>();

    private final CompletableFuture<Instant> ended = new CompletableFuture<>();

    private int expected;

    private @Nullable Comparator<? super T> order;

    private @Nullable List<T> whole;

    Gathering(Executor batches, long generation, Instant begun) {
        this.batches = batches;
        this.generation = generation;
        this.begun = begun;
    }

    /**
     * Reads a batch beside the others.
     * @param size how many the batch will have
     * @param read asks AWS for it, and waits for no other read
     */
    public void batch(int size, Supplier<? extends Collection<? extends T>> read) {
        expect(size);
        this.pending.add(CompletableFuture.runAsync(() -> add(read.get()), this.batches));
    }

    /**
     * Tells how many more there will be, for a page that does not wait for them.
     * @param more how many
     */
    public synchronized void expect(int more) {
        this.expected += more;
    }

    /** Adds what was read. */
    public synchronized void add(Collection<? extends T> batch) {
        this.items.addAll(batch);
    }

    /**
     * Sets in which order the items are told; without one they come as they were read.
     */
    public synchronized void sorted(Comparator<? super T> order) {
        this.order = order;
    }

    /** Sorted once where all is there, because many look at it then. */
    synchronized List<T> soFar() {
        if (this.whole != null) {
            return this.whole;
        }
        List<T> told = (this.order != null) ? this.items.stream().sorted(this.order).toList() : List.copyOf(this.items);
        if (isWhole()) {
            this.whole = told;
        }
        return told;
    }

    synchronized int expected() {
        return Math.max(this.expected, this.items.size());
    }

    /** Waits for all batches; the first that failed ends it. */
    void join() {
        try {
            CompletableFuture.allOf(this.pending.toArray(CompletableFuture[]::new)).join();
        }
        catch (CompletionException ex) {
            throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
        }
    }

    long generation() {
        return this.generation;
    }

    void end(Instant now) {
        this.ended.complete(now);
    }

    void fail(RuntimeException ex) {
        this.ended.completeExceptionally(ex);
    }

    boolean isDone() {
        return this.ended.isDone();
    }

    boolean isWhole() {
        return this.ended.isDone() && !this.ended.isCompletedExceptionally();
    }

    /** When it was read: when the reading began, because later changes may be missed. */
    Instant at() {
        return this.begun;
    }

    Duration took() {
        return isWhole() ? Duration.between(this.begun, this.ended.join()) : Duration.ZERO;
    }

    /**
     * Waits for the whole list.
     * @param patience how long at most; null for as long as it takes
     * @return whether it is there
     * @throws RuntimeException what ended the reading
     */
    boolean await(@Nullable Duration patience) {
        try {
            if (patience == null) {
                this.ended.get();
            }
            else {
                this.ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        }
        catch (TimeoutException ex) {
            return false;
        }
        catch (ExecutionException ex) {
            throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

}
