package dev.shipshape.localaws.oci.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.shipshape.localaws.store.Store;

/** What happened to one region's images since their push. */
public final class ImageStates {

    /**
     * How exactly the time of the last pull is kept: ECR promises a day, and not every
     * pull should be written down.
     */
    private static final Duration PULLS = Duration.ofMinutes(1);

    private final Store store;

    private final Shelf<ImageState> table;

    private final Clock clock;

    ImageStates(Store store, Shelf<ImageState> table, Clock clock) {
        this.store = store;
        this.table = table;
        this.clock = clock;
    }

    /** What happened to this one. */
    public ImageState of(Image image) {
        return this.store.inTransaction(() -> this.table.find(image.key()).orElse(ImageState.NEW));
    }

    /** Whether a pull would find it now. */
    boolean isPullable(Image image) {
        return of(image).isPullable(this.clock.instant());
    }

    /** Writes a pull down. */
    public void pulled(Image image) {
        this.store.inTransaction(() -> {
            Instant now = this.clock.instant();
            Instant last = of(image).pulledAt();
            if (last == null || !now.isBefore(last.plus(PULLS))) {
                this.table.put(image.key(), of(image).pulled(now));
            }
        });
    }

    /** Puts the image into the archive: it stays, but cannot be pulled. */
    public void archive(Image image) {
        this.store.inTransaction(() -> this.table.put(image.key(), of(image).archived(this.clock.instant())));
    }

    /** Takes the image out of the archive; it can be pulled from that time on. */
    public void activate(Image image, Instant from) {
        this.store.inTransaction(() -> this.table.put(image.key(), of(image).active(from)));
    }

    /**
     * An image that lay in the archive comes back with a push (Amazon ECR user guide,
     * "Archiving an image").
     */
    void pushed(Image image) {
        if (!isPullable(image)) {
            activate(image, this.clock.instant());
        }
    }

    void remove(Image image) {
        this.table.remove(image.key());
    }

    void removeAll(String repository) {
        this.table.keys(repository + "@").forEach(this.table::remove);
    }

}
