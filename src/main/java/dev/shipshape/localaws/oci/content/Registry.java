package dev.shipshape.localaws.oci.content;

import java.time.Clock;

import dev.shipshape.localaws.oci.content.uploads.Uploads;
import dev.shipshape.localaws.store.Store;
import org.jspecify.annotations.Nullable;

/** One region's registry, and what concerns several parts of it at once. */
public final class Registry {

    private final Store store;

    private final Blobs blobs;

    private final Uploads uploads;

    private final Repositories repositories;

    private final Layers layers;

    private final Images images;

    private final String region;

    private final Events events;

    private final Customs customs;

    private final Runnable sweep;

    /**
     * The registry of a region.
     * @param sweep asks for a sweep soon, after something was given up
     */
    Registry(String region, Store store, Tables tables, Blobs blobs, Uploads uploads, Events events, Customs customs,
            Clock clock, Runnable sweep) {
        this.region = region;
        this.store = store;
        this.blobs = blobs;
        this.uploads = uploads;
        this.events = events;
        this.customs = customs;
        this.repositories = new Repositories(store, new Shelf<>(tables.repositories(), region));
        this.layers = new Layers(store, tables, region, blobs, this.repositories, clock);
        this.images = new Images(store, tables, region, this.repositories, this.layers, events, clock);
        this.sweep = sweep;
    }

    /** The region whose registry this is. */
    public String region() {
        return this.region;
    }

    /** The files of the blobs, shared with the other regions. */
    public Blobs blobs() {
        return this.blobs;
    }

    /** Blob uploads under way, of all regions. */
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
     * Lets a push begin: makes the repository where the account wants that.
     * @throws OciError NAME_UNKNOWN with ECR's message, or NAME_INVALID
     */
    public void requireForPush(String repository) {
        this.store.inTransaction(() -> {
            if (this.repositories.find(repository).isEmpty()) {
                this.customs.makeForPush(this.region, repository);
            }
            this.repositories.require(repository);
        });
    }

    /**
     * Takes a blob over from another repository; false if that is not to be.
     * @param from the other repository; any of the region if null
     */
    public boolean mount(String repository, @Nullable String from, Digest digest) {
        return this.customs.mountsBlobs(this.region) && this.layers.mount(repository, from, digest);
    }

    /**
     * Deletes a blob from a repository.
     * @throws OciError UNSUPPORTED if an image there needs it, BLOB_UNKNOWN if it is not
     * there
     */
    public void deleteBlob(String repository, Digest digest) {
        this.store.inTransaction(() -> {
            this.repositories.require(repository);
            if (this.images.needs(repository, digest)) {
                throw OciError.of(405, "UNSUPPORTED", "an image needs this blob: delete the image first", digest);
            }
            if (!this.layers.remove(repository, digest)) {
                throw OciError.blobUnknown(digest);
            }
        });
        this.sweep.run();
    }

    /** Deletes an image with all its tags; its layers go with the next sweep. */
    public void delete(Image image) {
        this.images.delete(image);
        this.sweep.run();
    }

    /** Takes a tag off; the image goes with its last tag. */
    public void untag(String repository, String tag) {
        this.images.untag(repository, tag);
        this.sweep.run();
    }

    /** Deletes a repository with all that it holds. */
    public void deleteRepository(String name) {
        this.store.inTransaction(() -> {
            this.repositories.find(name).ifPresent((repository) -> this.events.deleted(this.region, repository));
            this.images.removeAll(name);
            this.layers.removeAll(name);
            this.repositories.remove(name);
        });
        this.sweep.run();
    }

}
