package dev.shipshape.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.shipshape.web.Freshness;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads of AWS, kept for seconds and shared by all viewers: however many people look, AWS
 * is asked once per key and interval, and once at a time. AWS's errors come out as
 * {@link dev.shipshape.web.Problem}s and are not kept.
 */
@Component
public class SharedReads {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /** A read that took long is kept longer, so that AWS is not asked all the time. */
    private static final int SHARE = 3;

    private final AsyncCache<Key, Kept> cache = Caffeine.newBuilder()
        .expireAfter(Expiry.<Key, Kept>creating((key, kept) -> kept.lasts()))
        .maximumSize(2_000)
        .buildAsync();

    /**
     * Counts our own changes per connection: a read that began before one is not found
     * after it.
     */
    private final Map<String, AtomicLong> generations = new ConcurrentHashMap<>();

    private final ExecutorService sideBySide = pool(0);

    private final ExecutorService within = pool(1);

    private static ExecutorService pool(int depth) {
        return Executors.newFixedThreadPool(8, (task) -> new Reader(task, depth));
    }

    /**
     * A read that may be up to two seconds old.
     * @param connection where to read
     * @param key names the read and all its parameters
     * @param read asks AWS
     * @return what was read
     */
    public <T> T shared(Connection connection, String key, Supplier<T> read) {
        Key place = key(connection, key);
        CompletableFuture<Kept> mine = new CompletableFuture<>();
        CompletableFuture<Kept> first = this.cache.asMap().putIfAbsent(place, mine);
        if (first == null) {
            try {
                mine.complete(kept(read));
            }
            catch (RuntimeException ex) {
                mine.completeExceptionally(ex);
            }
        }
        Kept kept = join((first != null) ? first : mine);
        Freshness.readAt(kept.at());
        @SuppressWarnings("unchecked") // the key names the read, and a read has one type
        T value = (T) kept.value();
        return value;
    }

    private Kept kept(Supplier<?> read) {
        Instant begun = Instant.now();
        Object value = fresh(read);
        return new Kept(value, begun, Duration.between(begun, Instant.now()));
    }

    /**
     * A read that bypasses what is kept: for plans, settling and "is it gone".
     * @param read asks AWS
     * @return what was read
     */
    public <T> T fresh(Supplier<T> read) {
        try {
            return read.get();
        }
        catch (SdkException ex) {
            throw AwsErrors.problem(ex);
        }
    }

    /**
     * What was last read and is still kept, without asking AWS: for the frame.
     * @param connection where it was read
     * @param key names the read
     * @param type what it is
     * @return the value, if it is there
     */
    public <T> Optional<T> peek(Connection connection, String key, Class<T> type) {
        CompletableFuture<Kept> kept = this.cache.getIfPresent(key(connection, key));
        if (kept == null || !kept.isDone() || kept.isCompletedExceptionally()) {
            return Optional.empty();
        }
        Object value = kept.join().value();
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    /**
     * Several reads side by side. Reads that are part of one of them have threads of
     * their own, or all could come to wait for reads that no thread is left for; those
     * that are part of such a part follow one another.
     * @param inputs what to read for
     * @param read asks AWS for one
     * @return the answers in the inputs' order
     */
    public <A, T> List<T> each(Collection<A> inputs, Function<A, T> read) {
        int depth = (Thread.currentThread() instanceof Reader reader) ? reader.depth + 1 : 0;
        if (depth > 1) {
            return inputs.stream().<T>map((input) -> fresh(() -> read.apply(input))).toList();
        }
        ExecutorService threads = (depth == 0) ? this.sideBySide : this.within;
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        List<CompletableFuture<T>> answers = inputs.stream()
            .map((input) -> CompletableFuture.supplyAsync(() -> beside(request, () -> fresh(() -> read.apply(input))),
                    threads))
            .toList();
        return answers.stream().<T>map(SharedReads::join).toList();
    }

    /** What a side thread reads is part of the page that the request asked for. */
    private static <T> T beside(@Nullable RequestAttributes request, Supplier<T> read) {
        RequestContextHolder.setRequestAttributes(request);
        try {
            return read.get();
        }
        finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    /** Drops all that was read on a connection, because we changed something there. */
    public void changed(Connection connection) {
        changes(connection).incrementAndGet();
    }

    /** How often something was changed on a connection. */
    public long generation(Connection connection) {
        return changes(connection).get();
    }

    private AtomicLong changes(Connection connection) {
        return this.generations.computeIfAbsent(connection.name(), (name) -> new AtomicLong());
    }

    private Key key(Connection connection, String key) {
        return new Key(connection.name() + " " + connection.region(), generation(connection), key);
    }

    private static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.join();
        }
        catch (CompletionException ex) {
            throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
        }
    }

    @PreDestroy
    void close() {
        this.sideBySide.shutdownNow();
        this.within.shutdownNow();
    }

    /**
     * What was read.
     *
     * @param value it
     * @param at when the read began: later changes it may have missed
     * @param took how long it took
     */
    private record Kept(Object value, Instant at, Duration took) {

        Duration lasts() {
            Duration share = this.took.multipliedBy(SHARE);
            return (share.compareTo(KEPT) > 0) ? share : KEPT;
        }

    }

    private record Key(String place, long generation, String key) {
    }

    private static final class Reader extends Thread {

        private final int depth;

        Reader(Runnable task, int depth) {
            super(task, "aws-reads");
            this.depth = depth;
            setDaemon(true);
        }

    }

}
