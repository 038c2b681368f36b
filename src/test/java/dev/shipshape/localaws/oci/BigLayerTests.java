package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import com.sun.management.ThreadMXBean;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Layers go to disk as they come. What the server's threads allocate meanwhile tells so
 * at any size; whether the heap would have been large enough does not.
 */
class BigLayerTests {

    private static final int SIZE = 48 * 1024 * 1024;

    private static final long BUFFERS = 8 * 1024 * 1024;

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    @Test
    void aBigLayerIsNeverWholeInMemory() throws Exception {
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("web"));
        Pusher pusher = Pusher.of(aws);
        Digest digest = digest();
        String location = pusher.begin("web");
        long before = allocatedByServer();
        HttpResponse<String> sent = pusher.send("PATCH", location, BodyPublishers.ofInputStream(Zeros::new));
        assertThat(Pusher.header(sent, "Range")).isEqualTo("0-" + (SIZE - 1));
        assertThat(pusher.send("PUT", location + "&digest=" + digest, "").statusCode()).isEqualTo(201);
        assertThat(pusher.size("/v2/web/blobs/" + digest)).isEqualTo(SIZE);
        assertThat(allocatedByServer() - before).isLessThan(BUFFERS);
        Path file = aws.directory()
            .resolve("localaws/registry/blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex());
        assertThat(Files.size(file)).isEqualTo(SIZE);
    }

    private static long allocatedByServer() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("http-nio")) {
                sum += threads.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        assertThat(sum).as("the server's threads are found").isPositive();
        return sum;
    }

    private static Digest digest() throws Exception {
        MessageDigest running = MessageDigest.getInstance("SHA-256");
        byte[] megabyte = new byte[1024 * 1024];
        for (int i = 0; i < SIZE / megabyte.length; i++) {
            running.update(megabyte);
        }
        return new Digest(Digest.Algorithm.SHA256, HexFormat.of().formatHex(running.digest()));
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {

        private int left = SIZE;

        @Override
        public int read() {
            throw new UnsupportedOperationException("one byte at a time is too slow");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (this.left == 0) {
                return -1;
            }
            int count = Math.min(this.left, length);
            Arrays.fill(buffer, offset, offset + count, (byte) 0);
            this.left -= count;
            return count;
        }

    }

}
