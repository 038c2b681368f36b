package dev.shipshape.localaws.oci.content;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import dev.shipshape.localaws.store.Store;

/** The registry's content and what concerns several parts of it at once. */
public final class Registry implements AutoCloseable {

    private final Store store;

    private final Blobs blobs;

    private final Uploads uploads;

    private final Repositories repositories;

    private final Layers layers;

    private final Images images;

    private final Sweeper sweeper;

    /**
     * The registry that lies in this directory and this store.
     * @param directory for the blobs' files; made if it is not there
     */
    public Registry(Path directory, Store store, Clock clock) {
        this.store = store;
        this.blobs = new Blobs(directory);
        this.uploads = new Uploads(this.blobs, clock);
        this.repositories = new Repositories(store);
        this.layers = new Layers(store, this.blobs, this.repositories, clock);
        this.images = new Images(store, this.repositories, this.layers, clock);
        this.sweeper = new Sweeper(this::sweep);
    }

    /** The files of the blobs. */
    public Blobs blobs() {
        return this.blobs;
    }

    /** Blob uploads under way. */
    public Uploads uploads() {
        return this.uploads;
    }

    /** The repositories. */
    public Repositories repositories() {
        return this.repositories;
    }

    /** Which blobs each repository holds. */
    public Layers layers() {
        return this.layers;
    }

    /** Manifests and tags. */
    public Images images() {
        return this.images;
    }

    /**
     * Deletes a blob from a repository.
     * @throws OciError UNSUPPORTED if an image there needs it, BLOB_UNKNOWN if it is not
     * there
     */
    public void deleteBlob(String repository, Digest digest) {
        this.store.inTransaction(() -> {
            this.repositories.require(repository);
            if (this.images.needed().contains(Image.key(repository, digest))) {
                throw OciError.of(405, "UNSUPPORTED", "an image needs this blob: delete the image first", digest);
            }
            if (!this.layers.remove(repository, digest)) {
                throw OciError.blobUnknown(digest);
            }
        });
        this.sweeper.soon();
    }

    /** Deletes an image with all its tags; its layers go with the next sweep. */
    public void delete(Image image) {
        this.images.delete(image);
        this.sweeper.soon();
    }

    /** Takes a tag off; the image goes with its last tag. */
    public void untag(String repository, String tag) {
        this.images.untag(repository, tag);
        this.sweeper.soon();
    }

    /** Deletes a repository with all that it holds. */
    public void deleteRepository(String name) {
        this.store.inTransaction(() -> {
            this.images.removeAll(name);
            this.layers.removeAll(name);
            this.repositories.remove(name);
        });
        this.sweeper.soon();
    }

    /**
     * Begins with what the store holds now, at the start and after a reset: no upload is
     * under way, and files that nobody holds go soon. Not before all tables of the store
     * are open, as the sweep commits.
     */
    public void begin() {
        this.uploads.clear();
        this.sweeper.soon();
    }

    /**
     * Marks what manifests need, and deletes the files of the rest. Each file is looked
     * at under the store's lock, so that one which is being pushed again stays.
     */
    public void sweep() {
        this.uploads.expire(Layers.GRACE);
        this.store.inTransaction(() -> this.layers.release(this.images.needed()));
        Set<Digest> held = this.layers.held();
        this.blobs.each((digest) -> {
            if (!held.contains(digest)) {
                this.layers.sweep(digest);
            }
        });
    }

    @Override
    public void close() {
        this.sweeper.close();
    }

}
