package dev.shipshape.localaws.oci.content;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.shipshape.localaws.oci.content.uploads.Uploads;
import dev.shipshape.localaws.store.Store;

/**
 * Each region's registry, as AWS has one for each region of an account. The files of
 * layers are shared: one for a digest, whichever regions hold it.
 */
public final class Registries implements AutoCloseable {

    private final Store store;

    private final Clock clock;

    private final Blobs blobs;

    private final Uploads uploads;

    private final Tables tables;

    private final Events events = new Events();

    private final Customs customs = new Customs();

    private final Sweeper sweeper;

    /**
     * The registries that lie in this directory and this store.
     * @param directory for the blobs' files; made if it is not there
     */
    public Registries(Path directory, Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.blobs = new Blobs(directory);
        this.uploads = new Uploads(store, this.blobs, clock);
        this.tables = Tables.of(store);
        this.sweeper = new Sweeper(this::sweep, clock);
    }

    /** The registry of this region. */
    public Registry in(String region) {
        return new Registry(region, this.store, this.tables, this.blobs, this.uploads, this.events, this.customs,
                this.clock, this.sweeper::soon);
    }

    /** What the account wants otherwise than it is at first. */
    public Customs customs() {
        return this.customs;
    }

    /** Tells what happens in any of them. */
    public Events events() {
        return this.events;
    }

    /** The registries of all regions that have a repository. */
    public Collection<Registry> all() {
        return this.store.inTransaction(() -> this.tables.repositories().keys(""))
            .stream()
            .map(Regions::of)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(this::in)
            .toList();
    }

    /**
     * Begins with what the store holds now, at the start and after a reset: uploads that
     * it knows of go on, and files that nobody holds go soon. Not before all tables of
     * the store are open, as the sweep commits.
     */
    public void begin() {
        this.uploads.begin();
        this.sweeper.soon();
    }

    /**
     * Marks what manifests need, and deletes the files of the rest. Each file is looked
     * at under the store's lock, so that one which is being pushed again stays.
     */
    public void sweep() {
        this.uploads.expire(Layers.GRACE);
        all()
            .forEach((registry) -> this.store.inTransaction(() -> registry.layers().release(registry.images()::needs)));
        Holders holders = new Holders(this.tables.holders());
        this.blobs.each((digest) -> this.store.inTransaction(() -> {
            if (!holders.has(digest)) {
                this.blobs.delete(digest);
            }
        }));
    }

    @Override
    public void close() {
        this.sweeper.close();
    }

}
