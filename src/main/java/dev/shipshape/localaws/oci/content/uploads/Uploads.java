package dev.shipshape.localaws.oci.content.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.shipshape.localaws.oci.content.Blobs;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;

/**
 * Blob uploads under way, of all regions. They outlive a restart, also after a kill: what
 * was begun stands in the store, what has arrived lies in a file, and where a client may
 * go on is the length of that file.
 */
public final class Uploads {

    /** More at once are nobody's pushes; what is not gone on with makes room. */
    public static final int MOST = 1000;

    /** After so long without a byte an upload may have to make room for another. */
    public static final Duration IDLE = Duration.ofMinutes(1);

    private final Map<String, Upload> underWay = new ConcurrentHashMap<>();

    private final Store store;

    private final Table<Begun> table;

    private final Blobs blobs;

    private final Clock clock;

    /** The uploads that the store knows of once it is told to {@link #begin}. */
    public Uploads(Store store, Blobs blobs, Clock clock) {
        this.store = store;
        this.table = store.records("registry.uploads", Begun.class);
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * What is known of an upload from its beginning.
     *
     * @param state what its Location carries besides the id
     */
    record Begun(String id, String state, String region, String repository) {

    }

    /**
     * Begins an upload to this repository of a region.
     * @throws OciError TOOMANYREQUESTS if too many are under way
     */
    public Upload start(String region, String repository) {
        makeRoom();
        Begun begun = new Begun(UUID.randomUUID().toString(), UUID.randomUUID().toString(), region, repository);
        Upload upload = new Upload(this, begun, file(begun.id()), 0);
        upload.create();
        this.underWay.put(begun.id(), upload);
        this.store.inTransaction(() -> this.table.put(begun.id(), begun));
        return upload;
    }

    private void makeRoom() {
        if (this.underWay.size() < MOST) {
            return;
        }
        Instant limit = now().minus(IDLE);
        this.underWay.values()
            .stream()
            .filter((upload) -> !upload.touched().isAfter(limit))
            .min(Comparator.comparing(Upload::touched))
            .orElseThrow(() -> OciError.of(429, "TOOMANYREQUESTS", "too many uploads are under way"))
            .cancel();
    }

    /**
     * The upload of this id in this repository of a region.
     * @throws OciError BLOB_UPLOAD_UNKNOWN if there is none
     */
    public Upload find(String region, String repository, String id) {
        Upload upload = this.underWay.get(id);
        if (upload == null || !upload.goesTo(region, repository)) {
            throw OciError.uploadUnknown(id);
        }
        return upload;
    }

    /** Ends what nobody has written to for this long. */
    public void expire(Duration idle) {
        Instant limit = now().minus(idle);
        this.underWay.values().stream().filter((upload) -> upload.touched().isBefore(limit)).forEach(Upload::cancel);
    }

    /**
     * Takes up what the store knows of, at the start and after a reset (when it knows of
     * nothing), and deletes the files of the rest. Nobody could go on while the process
     * was away, so each has its whole time again.
     */
    public void begin() {
        this.underWay.clear();
        this.store.inTransaction(() -> List.copyOf(this.table.values()).forEach(this::takeUp));
        try (Stream<Path> files = Files.list(this.blobs.uploads())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!this.underWay.containsKey(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void takeUp(Begun begun) {
        Path file = file(begun.id());
        try {
            this.underWay.put(begun.id(), new Upload(this, begun, file, Files.size(file)));
        }
        catch (IOException ex) {
            this.table.remove(begun.id()); // killed between the end and its note
        }
    }

    private Path file(String id) {
        return this.blobs.uploads().resolve(id);
    }

    Instant now() {
        return this.clock.instant();
    }

    boolean goesOn(Upload upload) {
        return this.underWay.get(upload.id()) == upload;
    }

    /** Forgets an upload; what came of it is written in the same transaction. */
    void end(Upload upload, Runnable outcome) {
        this.underWay.remove(upload.id(), upload);
        this.store.inTransaction(() -> {
            outcome.run();
            this.table.remove(upload.id());
        });
    }

}
