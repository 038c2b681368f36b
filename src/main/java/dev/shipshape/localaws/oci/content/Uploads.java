package dev.shipshape.localaws.oci.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Blob uploads under way. They live as long as the process: a client whose registry
 * restarts is told BLOB_UPLOAD_UNKNOWN and begins the blob again, as the specification
 * allows.
 */
public final class Uploads {

    private static final int CHUNK = 64 * 1024;

    private final Map<String, Upload> underWay = new ConcurrentHashMap<>();

    private final Blobs blobs;

    private final Clock clock;

    Uploads(Blobs blobs, Clock clock) {
        this.blobs = blobs;
        this.clock = clock;
        clear();
    }

    /** Begins an upload to this repository of a region. */
    public Upload start(String region, String repository) {
        String id = UUID.randomUUID().toString();
        Upload upload = new Upload(id, UUID.randomUUID().toString(), region, repository,
                this.blobs.uploads().resolve(id));
        upload.create();
        this.underWay.put(id, upload);
        return upload;
    }

    /**
     * The upload of this id in this repository of a region. The state is what the
     * Location that we gave carries; a client that drops it is told so rather than served
     * by luck, as other registries would not serve it.
     */
    public Upload find(String region, String repository, String id, @Nullable String state) {
        Upload upload = this.underWay.get(id);
        if (upload == null || !upload.region.equals(region) || !upload.repository.equals(repository)) {
            throw OciError.uploadUnknown(id);
        }
        if (!upload.state.equals(state)) {
            throw OciError.of(400, "BLOB_UPLOAD_INVALID",
                    "the upload's Location must be used as it was given, with its query");
        }
        return upload;
    }

    /** Ends what nobody has written to for this long. */
    void expire(Duration idle) {
        Instant limit = this.clock.instant().minus(idle);
        this.underWay.values().stream().filter((upload) -> upload.touched.isBefore(limit)).forEach(Upload::cancel);
    }

    /**
     * Forgets every upload, with its file: at the start, and when the sandbox is reset.
     */
    void clear() {
        this.underWay.clear();
        try (Stream<Path> files = Files.list(this.blobs.uploads())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** One blob on its way in: a growing file and its running digest. */
    public final class Upload {

        private final String id;

        private final String state;

        private final String region;

        private final String repository;

        private final Path file;

        private final MessageDigest running = Digest.start();

        private long offset;

        private volatile Instant touched = Uploads.this.clock.instant();

        private Upload(String id, String state, String region, String repository, Path file) {
            this.id = id;
            this.state = state;
            this.region = region;
            this.repository = repository;
            this.file = file;
        }

        private void create() {
            try {
                Files.createFile(this.file);
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        /** Its id, which ECR calls uploadId. */
        public String id() {
            return this.id;
        }

        /** Where the next chunk goes; its query is the client's to keep. */
        public String location() {
            return "/v2/" + this.repository + "/blobs/uploads/" + this.id + "?_state=" + this.state;
        }

        /** How many bytes have arrived. */
        public synchronized long offset() {
            return this.offset;
        }

        /**
         * Appends a chunk. What arrived before a broken connection stays, so that a
         * client may go on from the offset that it is told.
         * @param range the chunk's first and last byte, or null if the client does not
         * say
         */
        public synchronized void append(InputStream body, @Nullable ContentRange range) throws IOException {
            if (range != null && range.first() != this.offset) {
                throw outOfOrder();
            }
            long before = this.offset;
            try (OutputStream out = Files.newOutputStream(this.file, StandardOpenOption.APPEND)) {
                byte[] buffer = new byte[CHUNK];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    out.write(buffer, 0, count);
                    this.running.update(buffer, 0, count);
                    this.offset += count;
                    this.touched = Uploads.this.clock.instant();
                }
            }
            if (range != null && this.offset - before != range.length()) {
                cancel();
                throw OciError.of(400, "SIZE_INVALID", "the chunk is not as long as its Content-Range says", range);
            }
        }

        /** Ends the upload: if what was written has this digest, it is given away. */
        synchronized void finish(Digest expected, Consumer<Path> taker) {
            if (Uploads.this.underWay.remove(this.id) == null) {
                throw OciError.uploadUnknown(this.id);
            }
            try {
                if (!Digest.finish(this.running).equals(expected)) {
                    throw OciError.digestInvalid(expected.toString());
                }
                taker.accept(this.file);
            }
            finally {
                cancel();
            }
        }

        /** Ends the upload and forgets what arrived. */
        public synchronized void cancel() {
            Uploads.this.underWay.remove(this.id);
            try {
                Files.deleteIfExists(this.file);
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        private OciError outOfOrder() {
            return OciError.of(416, "BLOB_UPLOAD_INVALID", "the chunk does not begin where the last one ended",
                    "expected to begin at " + this.offset);
        }

    }

}
