package dev.shipshape.localaws.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/** A body that has to come at a pace, and remembers why it could not be read. */
final class GuardedInput extends ServletInputStream {

    /**
     * After this long of waiting for the client the pace counts; a silence of its own is
     * the connector's timeout.
     */
    private static final long GRACE_NANOS = Duration.ofSeconds(20).toNanos();

    /** Slower than a modem. */
    private static final long LEAST_BYTES_PER_SECOND = 1024;

    private final ServletInputStream body;

    private final LongSupplier nanos;

    private long bytes;

    private long waited;

    private @Nullable Failure failure;

    GuardedInput(ServletInputStream body) {
        this(body, System::nanoTime);
    }

    GuardedInput(ServletInputStream body, LongSupplier nanos) {
        this.body = body;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long start = this.nanos.getAsLong();
        try {
            int read = this.body.read(buffer, offset, length);
            this.bytes += Math.max(read, 0);
            this.waited += this.nanos.getAsLong() - start;
            checkPace(read);
            return read;
        }
        catch (SocketTimeoutException ex) {
            this.failure = Failure.SLOW;
            throw ex;
        }
        catch (IOException ex) {
            if (this.failure == null) {
                this.failure = Failure.BROKEN;
            }
            throw ex;
        }
    }

    private void checkPace(int read) throws SocketTimeoutException {
        if (read >= 0 && this.waited > GRACE_NANOS
                && this.bytes < LEAST_BYTES_PER_SECOND * Duration.ofNanos(this.waited).toSeconds()) {
            throw new SocketTimeoutException("The body comes too slowly.");
        }
    }

    @Nullable Failure failure() {
        return this.failure;
    }

    @Override
    public boolean isFinished() {
        return this.body.isFinished();
    }

    @Override
    public boolean isReady() {
        return this.body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        this.body.setReadListener(listener);
    }

    /** Why a body could not be read. */
    enum Failure {

        /** It did not come, or not at a pace. */
        SLOW(408, "RequestTimeoutException", "The body of the request came too slowly."),
        /** Its chunks are malformed, or it ended early. */
        BROKEN(400, "SerializationException", "The body of the request could not be read.");

        private final int status;

        private final String type;

        private final String words;

        Failure(int status, String type, String words) {
            this.status = status;
            this.type = type;
            this.words = words;
        }

        int status() {
            return this.status;
        }

        String type() {
            return this.type;
        }

        String words() {
            return this.words;
        }

    }

}
