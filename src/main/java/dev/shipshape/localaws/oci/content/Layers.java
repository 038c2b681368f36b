package dev.shipshape.localaws.oci.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiPredicate;

import dev.shipshape.localaws.store.Store;

/**
 * Which blobs each repository of one region holds. The files are shared; a repository
 * shows only those that were pushed or mounted there.
 */
public final class Layers {

    /**
     * How long a blob waits for the manifest that will refer to it: a push sends the
     * manifest last, and a client that was told that a blob is there does not send it.
     */
    public static final Duration GRACE = Duration.ofHours(1);

    private final Store store;

    private final Shelf<Holding> table;

    private final Blobs blobs;

    private final Repositories repositories;

    private final Clock clock;

    Layers(Store store, Shelf<Holding> table, Blobs blobs, Repositories repositories, Clock clock) {
        this.store = store;
        this.table = table;
        this.blobs = blobs;
        this.repositories = repositories;
        this.clock = clock;
    }

    /** A repository holds a blob; since when it was last asked for or pushed. */
    record Holding(String repository, Digest digest, Instant since) {

        String key() {
            return Image.key(this.repository, this.digest);
        }

    }

    /** The size in bytes of a blob that this repository holds, or nothing. */
    public OptionalLong size(String repository, Digest digest) {
        return this.store.inTransaction(() -> {
            this.repositories.require(repository);
            return holds(repository, digest) ? this.blobs.size(digest) : OptionalLong.empty();
        });
    }

    /** Like {@link #size}; the one who asks may rely on the blob for a while. */
    public OptionalLong promise(String repository, Digest digest) {
        return this.store.inTransaction(() -> {
            OptionalLong size = size(repository, digest);
            this.table.find(Image.key(repository, digest))
                .filter((held) -> held.since().plus(GRACE.dividedBy(2)).isBefore(this.clock.instant()))
                .ifPresent((held) -> hold(repository, digest));
            return size;
        });
    }

    boolean holds(String repository, Digest digest) {
        return this.table.find(Image.key(repository, digest)).isPresent();
    }

    /** Ends an upload: its content becomes a blob of this repository. */
    public void add(String repository, Upload upload, Digest digest) {
        upload.finish(digest, (file) -> {
            this.repositories.require(repository);
            this.blobs.adopt(file, digest);
            hold(repository, digest);
        });
    }

    /** Takes a blob over from another repository; false if that one has none such. */
    public boolean mount(String repository, String from, Digest digest) {
        return this.store.inTransaction(() -> {
            this.repositories.require(repository);
            if (!holds(from, digest)) {
                return false;
            }
            hold(repository, digest);
            return true;
        });
    }

    private void hold(String repository, Digest digest) {
        Holding holding = new Holding(repository, digest, this.clock.instant());
        this.table.put(holding.key(), holding);
    }

    boolean remove(String repository, Digest digest) {
        return this.table.remove(Image.key(repository, digest));
    }

    /** Gives up what no manifest needs and nobody may still rely on. */
    void release(BiPredicate<String, Digest> needed) {
        Instant limit = this.clock.instant().minus(GRACE);
        this.store.inTransaction(() -> this.table.startingWith("")
            .stream()
            .filter((held) -> held.since().isBefore(limit) && !needed.test(held.repository(), held.digest()))
            .forEach((held) -> this.table.remove(held.key())));
    }

    void removeAll(String repository) {
        List.copyOf(this.table.keys(repository + "@")).forEach(this.table::remove);
    }

}
