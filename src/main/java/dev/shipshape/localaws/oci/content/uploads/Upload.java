package dev.shipshape.localaws.oci.content.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.shipshape.localaws.oci.content.ContentRange;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import org.jspecify.annotations.Nullable;

/**
 * One blob on its way in: a growing file and its running digest. One request at a time
 * writes to it; how far it is can be asked meanwhile.
 */
public final class Upload {

    private static final int CHUNK = 64 * 1024;

    /** How long a request waits for another one that is about to end. */
    private static final long PATIENCE_SECONDS = 2;

    private final ReentrantLock writing = new ReentrantLock();

    private final Uploads uploads;

    private final Uploads.Begun begun;

    private final Path file;

    private final RunningDigest running;

    private volatile long offset;

    private volatile Instant touched;

    Upload(Uploads uploads, Uploads.Begun begun, Path file, long offset) {
        this.uploads = uploads;
        this.begun = begun;
        this.file = file;
        this.running = new RunningDigest(file);
        this.offset = offset;
        this.touched = uploads.now();
    }

    void create() {
        try {
            Files.createFile(this.file);
        }
        catch (IOException ex) {
            throw OciError.notStored(ex);
        }
    }

    /** Its id, which ECR calls uploadId. */
    public String id() {
        return this.begun.id();
    }

    boolean goesTo(String region, String repository) {
        return this.begun.region().equals(region) && this.begun.repository().equals(repository);
    }

    /** Where the next chunk goes; its query is the client's to keep. */
    public String location() {
        return "/v2/" + this.begun.repository() + "/blobs/uploads/" + id() + "?_state=" + this.begun.state();
    }

    /**
     * Lets pass who uses the Location as it was given. A client that drops the query is
     * told so rather than served by luck, as other registries would not serve it.
     */
    public Upload withState(@Nullable String state) {
        if (!this.begun.state().equals(state)) {
            throw OciError.of(400, "BLOB_UPLOAD_INVALID",
                    "the upload's Location must be used as it was given, with its query");
        }
        return this;
    }

    /** How many bytes have arrived. */
    public long offset() {
        return this.offset;
    }

    Instant touched() {
        return this.touched;
    }

    /**
     * Appends a chunk. What arrived before a broken connection stays, so that a client
     * may go on from the offset that it is told.
     * @param range the chunk's first and last byte, or null if the client does not say
     * @throws OciError 416 if the chunk does not begin where the last one ended,
     * SIZE_INVALID if it is not as long as it should be; the upload stays as it was
     */
    public void append(InputStream body, @Nullable ContentRange range) throws IOException {
        alone();
        try {
            if (range != null && range.first() != this.offset) {
                throw OciError.of(416, "BLOB_UPLOAD_INVALID", "the chunk does not begin where the last one ended",
                        "expected to begin at " + this.offset);
            }
            long before = this.offset;
            receive(body);
            if (range != null && this.offset - before != range.length()) {
                rollBack(before);
                throw OciError.of(400, "SIZE_INVALID", "the chunk is not as long as its Content-Range says", range);
            }
        }
        finally {
            this.writing.unlock();
        }
    }

    private void receive(InputStream body) throws IOException {
        try (FileChannel out = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
            MessageDigest digest = this.running.get();
            out.position(this.offset);
            byte[] buffer = new byte[CHUNK];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                checkGoesOn();
                write(out, ByteBuffer.wrap(buffer, 0, count));
                digest.update(buffer, 0, count);
                this.offset = out.position();
                this.touched = this.uploads.now();
            }
        }
    }

    /**
     * If the disk is full, for example, the whole upload goes and makes room: the client
     * will begin again.
     */
    private void write(FileChannel out, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        catch (IOException ex) {
            out.truncate(0);
            discard();
            throw OciError.notStored(ex);
        }
    }

    private void rollBack(long offset) throws IOException {
        try (FileChannel out = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
            out.truncate(offset);
        }
        this.offset = offset;
        this.running.forget();
    }

    /**
     * Ends the upload: if what was written has this digest, it is given away.
     * @param taker moves the file, inside the transaction that ends the upload
     * @throws OciError DIGEST_INVALID if it has another; the upload is over
     */
    public void finish(Digest expected, Consumer<Path> taker) {
        alone();
        boolean given = false;
        try {
            if (!this.running.computed(expected.algorithm()).equals(expected)) {
                throw OciError.digestInvalid(expected.toString());
            }
            this.uploads.end(this, () -> taker.accept(this.file));
            given = true;
        }
        finally {
            if (!given) {
                discard();
            }
            this.writing.unlock();
        }
    }

    /** Ends the upload and forgets what arrived; one that is over already stays so. */
    public void cancel() {
        if (this.uploads.goesOn(this)) {
            discard();
        }
    }

    /** The file goes first, as a full disk takes no note of anything. */
    private void discard() {
        try {
            Files.deleteIfExists(this.file);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.uploads.end(this, () -> {
        });
    }

    private void alone() {
        try {
            if (!this.writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw OciError.of(416, "BLOB_UPLOAD_INVALID", "another request is writing to this upload");
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw OciError.uploadUnknown(id());
        }
        if (!this.uploads.goesOn(this)) {
            this.writing.unlock();
            throw OciError.uploadUnknown(id());
        }
    }

    private void checkGoesOn() {
        if (!this.uploads.goesOn(this)) {
            throw OciError.uploadUnknown(id());
        }
    }

}
