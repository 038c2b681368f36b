package dev.shipshape.localaws.protocol.calls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.shipshape.localaws.protocol.AwsError;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads the body of a call, of which no more than {@link AwsApi#MAX_BODY} bytes are held,
 * and of large ones only a few at once: many large requests may cost time, not memory.
 */
final class Body {

    private static final int SMALL = 256 * 1024;

    /**
     * What follows too much is read and thrown away, so that the client sees the answer.
     */
    private static final long DRAINED = 256L * 1024 * 1024;

    private static final int LARGE_AT_ONCE = 2;

    private static final long PATIENCE_SECONDS = 30;

    private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);

    /**
     * Reads the whole body and hands it on; a large one counts as being there until the
     * work is done.
     * @throws AwsError 413 for one that is too large
     */
    void read(HttpServletRequest request, Reader reader) throws IOException {
        InputStream in = request.getInputStream();
        if (request.getContentLengthLong() > AwsApi.MAX_BODY) {
            throw tooLarge(in);
        }
        byte[] start = in.readNBytes(SMALL);
        if (start.length < SMALL) {
            reader.read(text(start));
            return;
        }
        acquire();
        try {
            ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * SMALL);
            whole.write(start);
            byte[] buffer = new byte[SMALL];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (whole.size() + read > AwsApi.MAX_BODY) {
                    throw tooLarge(in);
                }
                whole.write(buffer, 0, read);
            }
            reader.read(text(whole.toByteArray()));
        }
        finally {
            this.large.release();
        }
    }

    private void acquire() {
        try {
            if (!this.large.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AwsError("ThrottlingException", "Rate exceeded: too many large requests at once.");
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AwsError("ThrottlingException", "The sandbox is being closed.");
        }
    }

    private static AwsError tooLarge(InputStream in) throws IOException {
        byte[] buffer = new byte[SMALL];
        long drained = 0;
        for (int read = in.read(buffer); read >= 0 && drained < DRAINED; read = in.read(buffer)) {
            drained += read;
        }
        return new AwsError("RequestEntityTooLargeException", 413,
                "The body is larger than " + AwsApi.MAX_BODY + " bytes.");
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
        catch (CharacterCodingException ex) {
            throw new AwsError("SerializationException", "The request is not valid UTF-8.");
        }
    }

    /** What is done with a body. */
    @FunctionalInterface
    interface Reader {

        void read(String body) throws IOException;

    }

}
