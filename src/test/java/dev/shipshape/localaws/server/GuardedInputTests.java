package dev.shipshape.localaws.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A client that sends a byte now and then does not hold a thread for ever. */
class GuardedInputTests {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTrickleEndsAfterTwentySeconds() throws IOException {
        try (GuardedInput input = new GuardedInput(new Slow(1, Duration.ofSeconds(1)), this.nanos::get)) {
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(input::readAllBytes);
            assertThat(input.failure()).isEqualTo(GuardedInput.Failure.SLOW);
            assertThat(Duration.ofNanos(this.nanos.get())).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
        }
    }

    @Test
    void aLongUploadAtAPaceGoesOn() throws IOException {
        try (GuardedInput input = new GuardedInput(new Slow(8192, Duration.ofSeconds(1)), this.nanos::get)) {
            assertThat(input.readNBytes(8192 * 100)).hasSize(8192 * 100);
            assertThat(input.failure()).isNull();
        }
    }

    /** A body without end that comes at this pace. */
    private final class Slow extends ServletInputStream {

        private final int bytes;

        private final Duration pause;

        Slow(int bytes, Duration pause) {
            this.bytes = bytes;
            this.pause = pause;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            GuardedInputTests.this.nanos.addAndGet(this.pause.toNanos());
            return Math.min(length, this.bytes);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("not asynchronous");
        }

    }

}
