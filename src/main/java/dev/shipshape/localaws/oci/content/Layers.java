package dev.shipshape.localaws.oci.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;

import dev.shipshape.localaws.oci.content.uploads.Upload;
import dev.shipshape.localaws.store.Store;
import org.jspecify.annotations.Nullable;

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

    private final String region;

    private final Shelf<Holding> table;

    private final Holders holders;

    private final Blobs blobs;

    private final Repositories repositories;

    private final Clock clock;

    Layers(Store store, Tables tables, String region, Blobs blobs, Repositories repositories, Clock clock) {
        this.store = store;
        this.region = region;
        this.table = new Shelf<>(tables.holdings(), region);
        this.holders = new Holders(tables.holders());
        this.blobs = blobs;
        this.repositories = repositories;
        this.clock = clock;
    }

    /**
     * A repository holds a blob.
     *
     * @param since when it was last asked for or pushed
     * @param size how many bytes it has; null in a state file of former times
     */
    record Holding(String repository, Digest digest, Instant since, @Nullable Long size) {

        String key() {
            return Image.key(this.repository, this.digest);
        }

    }

    /** The size in bytes of a blob that this repository holds, or nothing. */
    public OptionalLong size(String repository, Digest digest) {
        return this.store.inTransaction(() -> {
            this.repositories.require(repository);
            return whole(repository, digest);
        });
    }

    /**
     * The size of a blob whose file is as long as it was when it was pushed. If something
     * on this machine has cut it, the blob counts as missing, and a push brings it back.
     */
    private OptionalLong whole(String repository, Digest digest) {
        Optional<Holding> held = this.table.find(Image.key(repository, digest));
        if (held.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong size = this.blobs.size(digest);
        Long pushed = held.get().size();
        return (pushed == null || size.equals(OptionalLong.of(pushed))) ? size : OptionalLong.empty();
    }

    /** Like {@link #size}; the one who asks may rely on the blob for a while. */
    public OptionalLong promise(String repository, Digest digest) {
        return this.store.inTransaction(() -> {
            OptionalLong size = size(repository, digest);
            this.table.find(Image.key(repository, digest))
                .filter((held) -> size.isPresent())
                .filter((held) -> held.since().plus(GRACE.dividedBy(2)).isBefore(this.clock.instant()))
                .ifPresent((held) -> hold(repository, digest));
            return size;
        });
    }

    boolean holds(String repository, Digest digest) {
        return whole(repository, digest).isPresent();
    }

    /** Ends an upload: its content becomes a blob of this repository. */
    public void add(String repository, Upload upload, Digest digest) {
        upload.finish(digest, (file) -> {
            this.repositories.require(repository);
            this.blobs.adopt(file, digest);
            hold(repository, digest);
        });
    }

    /**
     * Takes a blob over from another repository; false if it has none such.
     * @param from the other repository; any of the region if null
     */
    public boolean mount(String repository, @Nullable String from, Digest digest) {
        return this.store.inTransaction(() -> {
            this.repositories.require(repository);
            Optional<String> source = (from != null) ? Optional.of(from) : this.holders.in(this.region, digest);
            if (source.isEmpty() || !holds(source.get(), digest)) {
                return false;
            }
            hold(repository, digest);
            return true;
        });
    }

    /**
     * Takes a blob of a repository over from the one of the same name in another region.
     */
    public void takeOver(Layers from, String repository, Digest digest) {
        this.store.inTransaction(() -> {
            if (from.holds(repository, digest)) {
                hold(repository, digest);
            }
        });
    }

    private void hold(String repository, Digest digest) {
        Holding holding = new Holding(repository, digest, this.clock.instant(), this.blobs.size(digest).orElseThrow());
        this.table.put(holding.key(), holding);
        this.holders.add(this.region, repository, digest);
    }

    boolean remove(String repository, Digest digest) {
        this.holders.remove(this.region, repository, digest);
        return this.table.remove(Image.key(repository, digest));
    }

    /** Gives up what no manifest needs and nobody may still rely on. */
    void release(BiPredicate<String, Digest> needed) {
        Instant limit = this.clock.instant().minus(GRACE);
        this.store.inTransaction(() -> this.table.startingWith("")
            .stream()
            .filter((held) -> held.since().isBefore(limit) && !needed.test(held.repository(), held.digest()))
            .forEach((held) -> remove(held.repository(), held.digest())));
    }

    void removeAll(String repository) {
        this.table.startingWith(repository + "@").forEach((held) -> remove(repository, held.digest()));
    }

}
