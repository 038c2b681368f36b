package dev.shipshape.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Freshness;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Long lists of AWS's, read once for everyone who looks. AWS's limits can make the first
 * read of ten thousand tasks take many seconds, so a page waits {@link #PATIENCE} for its
 * lists and then shows what has come so far, and says what is missing. A list that took
 * long is read anew behind the scenes: pages show the last one meanwhile, with its age.
 * The longer a list takes, the longer it is kept, so that reading takes at most a quarter
 * of what AWS allows the account. Short lists behave as {@link SharedReads#shared} does.
 */
@Component
public class GatheredReads {

    /** How long a page waits for its lists, all together. */
    static final Duration PATIENCE = Duration.ofMillis(2500);

    /** How long it waits for one of them in any case. */
    private static final Duration MOMENT = Duration.ofMillis(400);

    private static final String UNTIL = GatheredReads.class.getName() + ".until";

    private static final Duration KEPT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(1);

    private static final int SHARE = 3;

    private final Cache<Key, Place<?>> places = Caffeine.newBuilder()
        .expireAfterAccess(Duration.ofMinutes(10))
        .maximumSize(500)
        .build();

    private final ExecutorService readers = Executors.newCachedThreadPool(Daemons.named("aws-gathering"));

    /** They wait for no other read, so they always come to an end. */
    private final ExecutorService batches = Executors.newFixedThreadPool(8, Daemons.named("aws-batch"));

    private final SharedReads reads;

    GatheredReads(SharedReads reads) {
        this.reads = reads;
    }

    /**
     * A list. What is missing of it is noted in {@link Freshness}.
     * @param connection where to read
     * @param key names the list and all its parameters
     * @param noun what the list is of, in the singular
     * @param extent how much of it is waited for
     * @param read asks AWS for all of it and adds batch by batch
     * @return the items, in the order that the reading sets
     * @throws dev.shipshape.web.Problem if AWS refused or could not be asked
     */
    public <T> List<T> list(Connection connection, String key, String noun, Extent extent,
            Consumer<Gathering<T>> read) {
        RequestAttributes page = RequestContextHolder.getRequestAttributes();
        return list(connection, key, noun, read, (extent == Extent.WHOLE || page == null) ? null : patience(page));
    }

    /** What is left of a page's patience. */
    private static Duration patience(RequestAttributes page) {
        Instant now = Instant.now();
        if (!(page.getAttribute(UNTIL, RequestAttributes.SCOPE_REQUEST) instanceof Instant until)) {
            page.setAttribute(UNTIL, now.plus(PATIENCE), RequestAttributes.SCOPE_REQUEST);
            return PATIENCE;
        }
        Duration left = Duration.between(now, until);
        return (left.compareTo(MOMENT) > 0) ? left : MOMENT;
    }

    private <T> List<T> list(Connection connection, String key, String noun, Consumer<Gathering<T>> read,
            @Nullable Duration patience) {
        @SuppressWarnings("unchecked") // the key names the list, and a list has one type
        Place<T> place = (Place<T>) this.places.get(key(connection, key), (none) -> new Place<T>());
        long generation = this.reads.generation(connection);
        Gathering<T> running;
        Gathering<T> last;
        boolean failed; // then the page waits for the next try, or nobody would be told
                        // why the list grows old
        synchronized (place) {
            last = place.last;
            if (last != null && last.generation() == generation && isFresh(last)) {
                return shown(last);
            }
            running = place.running;
            failed = running != null && running.isDone() && !running.isWhole();
            if (running == null || running.isDone() || running.generation() != generation) {
                running = start(place, generation, read);
            }
        }
        boolean stale = last != null && last.took().compareTo(LONG) > 0;
        if (last != null && stale && !failed && last.generation() == generation) {
            return shown(last);
        }
        if (running.await(patience)) {
            return shown(running);
        }
        return (last != null && stale) ? shown(last) : partly(running, noun);
    }

    /**
     * The whole list asked of AWS now, and not kept: for plans, settling and "is it
     * gone".
     * @param read asks AWS for all of it and adds batch by batch
     * @return the items, in the order that the reading sets
     * @throws dev.shipshape.web.Problem if AWS refused or could not be asked
     */
    public <T> List<T> now(Consumer<Gathering<T>> read) {
        return read(new Gathering<T>(this.batches, 0, Instant.now()), read).soFar();
    }

    /**
     * The whole list as it was last read, without asking AWS: for the frame.
     * @param key names the list
     */
    public <T> Optional<List<T>> peek(Connection connection, String key) {
        @SuppressWarnings("unchecked") // the key names the list, and a list has one type
        Place<T> place = (Place<T>) this.places.getIfPresent(key(connection, key));
        if (place == null) {
            return Optional.empty();
        }
        synchronized (place) {
            return Optional.ofNullable(place.last).map(Gathering::soFar);
        }
    }

    /**
     * Several whole lists as they were last read, without asking AWS: for the frame.
     * @param keys name the lists
     * @return empty where one of them was not read
     */
    public <T> Optional<List<T>> peek(Connection connection, Collection<String> keys) {
        List<Optional<List<T>>> lists = keys.stream().map((key) -> this.<T>peek(connection, key)).toList();
        if (lists.isEmpty() || lists.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(lists.stream().flatMap(Optional::stream).flatMap(List::stream).toList());
    }

    private static Key key(Connection connection, String key) {
        return new Key(connection.name() + " " + connection.region(), key);
    }

    private static boolean isFresh(Gathering<?> last) {
        Duration kept = last.took().multipliedBy(SHARE);
        Instant until = last.at().plus(last.took()).plus((kept.compareTo(KEPT) > 0) ? kept : KEPT);
        return Instant.now().isBefore(until);
    }

    private <T> Gathering<T> start(Place<T> place, long generation, Consumer<Gathering<T>> read) {
        Gathering<T> gathering = new Gathering<>(this.batches, generation, Instant.now());
        place.running = gathering;
        try {
            this.readers.execute(() -> gather(place, gathering, read));
        }
        catch (RejectedExecutionException ex) {
            gathering.fail(ex);
        }
        return gathering;
    }

    private <T> void gather(Place<T> place, Gathering<T> gathering, Consumer<Gathering<T>> read) {
        try {
            read(gathering, read);
            synchronized (place) {
                if (place.last == null || place.last.generation() <= gathering.generation()) {
                    place.last = gathering;
                }
            }
            gathering.end(Instant.now());
        }
        catch (RuntimeException ex) {
            gathering.fail(ex);
        }
    }

    private <T> Gathering<T> read(Gathering<T> gathering, Consumer<Gathering<T>> read) {
        return this.reads.fresh(() -> {
            read.accept(gathering);
            gathering.join();
            return gathering;
        });
    }

    private static <T> List<T> shown(Gathering<T> whole) {
        whole.await(Duration.ofSeconds(1)); // set as the last, its end follows at once
        Freshness.readAt(whole.at());
        return whole.soFar();
    }

    private static <T> List<T> partly(Gathering<T> running, String noun) {
        Freshness.readAt(running.at());
        List<T> items = running.soFar();
        int expected = running.expected();
        Freshness.missing((expected > items.size())
                ? items.size() + " of " + new Formats().count(expected, noun) + " were read so far"
                : "More " + new Formats().plural(noun) + " are being read");
        return items;
    }

    @PreDestroy
    void close() {
        this.readers.shutdownNow();
        this.batches.shutdownNow();
    }

    private record Key(String place, String key) {
    }

    private static final class Place<T> {

        private @Nullable Gathering<T> last;

        private @Nullable Gathering<T> running;

    }

}
