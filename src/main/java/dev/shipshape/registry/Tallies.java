package dev.shipshape.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Daemons;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Freshness;
import dev.shipshape.web.Problem;
import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/**
 * Counts what is in repositories. AWS tells it only image by image, a thousand a call, so
 * the numbers are kept for a minute, counted in the background a few repositories at a
 * time, and a page shows those that are there: the others follow.
 */
@Component
class Tallies {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** What could not be read is asked for again sooner. */
    private static final Duration UNREAD = Duration.ofSeconds(10);

    private static final int SIDE_BY_SIDE = 6;

    private final Images images;

    private final SharedReads reads;

    private final Clock clock;

    private final Cache<Key, Tally> known = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofHours(1))
        .build();

    private final Map<Key, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE,
            Daemons.named("repository-tallies"));

    Tallies(Images images, SharedReads reads, Clock clock) {
        this.images = images;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * What is known of repositories, after what is missing had some time to come.
     * @param connection where they stand
     * @param repositories which ones
     * @param patience how long to wait for those of which nothing is known
     * @return by name; those that are still being counted are missing
     */
    Map<String, Tally> of(Connection connection, Collection<Repository> repositories, Duration patience) {
        CompletableFuture<?>[] missing = repositories.stream()
            .flatMap((repository) -> count(connection, repository))
            .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(missing).completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
        Map<String, Tally> tallies = new HashMap<>();
        for (Repository repository : repositories) {
            Tally tally = this.known.getIfPresent(new Key(connection, repository.arn(), repository.createdAt()));
            if (tally != null) {
                Freshness.readAt(tally.readAt());
                tallies.put(repository.name(), tally);
            }
        }
        return tallies;
    }

    /**
     * What has to be waited for: nothing if an older number can be shown meanwhile. After
     * a change of ours, and where a person asked for all anew, it cannot.
     */
    private Stream<CompletableFuture<Void>> count(Connection connection, Repository repository) {
        Key key = new Key(connection, repository.arn(), repository.createdAt());
        long generation = this.reads.generation(connection);
        Tally tally = this.known.getIfPresent(key);
        boolean current = tally != null && tally.generation() == generation;
        Duration keeps = (tally != null && !tally.read()) ? UNREAD : KEPT;
        if (tally != null && current && this.clock.instant().isBefore(tally.readAt().plus(keeps))) {
            return Stream.empty();
        }
        Key run = new Key(connection, repository.arn() + " " + generation, repository.createdAt());
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> first = this.running.putIfAbsent(run, mine);
        if (first == null) {
            this.threads.execute(() -> {
                try {
                    keep(key, read(connection, repository, generation));
                }
                finally {
                    this.running.remove(run, mine);
                    mine.complete(null);
                }
            });
        }
        return current ? Stream.empty() : Stream.of((first != null) ? first : mine);
    }

    /** What was asked for before a change does not take the place of what came after. */
    private void keep(Key key, Tally told) {
        this.known.asMap().merge(key, told, (old, other) -> (old.generation() > other.generation()) ? old : other);
    }

    private Tally read(Connection connection, Repository repository, long generation) {
        Instant now = this.clock.instant();
        try {
            return Tally.of(this.images.now(connection, repository.name()), now, generation);
        }
        catch (Problem problem) {
            return Tally.unread(problem.what(), now, generation);
        }
    }

    @PreDestroy
    void close() {
        this.threads.shutdownNow();
    }

    private record Key(Connection connection, String arn, Instant createdAt) {
    }

}
