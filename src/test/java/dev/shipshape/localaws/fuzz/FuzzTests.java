package dev.shipshape.localaws.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Malformed requests give no 5xx, and leave nothing behind: no heap, threads, files or
 * connections. {@code shipshape.test.fuzz.count} and {@code .seed} choose how many and
 * which ({@code docs/benchmarks/fuzz.sh}).
 */
class FuzzTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final int COUNT = Integer.getInteger("shipshape.test.fuzz.count", 5000);

    private static final long SEED = Long.getLong("shipshape.test.fuzz.seed", 20_260_601L);

    private static final long HEAP = 24L * 1024 * 1024;

    @Test
    void malformedRequestsGiveNo5xxAndLeaveNothingBehind() throws IOException {
        String token = furnish();
        Map<Integer, Integer> statuses = new TreeMap<>();
        // The first hundreds load classes and fill pools.
        List<String> failures = new ArrayList<>(send(SEED + 1, 1000, token, new TreeMap<>()));
        Standing before = standing();
        token = furnish();
        failures.addAll(send(SEED, COUNT, token, statuses));
        Standing after = standing();
        System.out.println("fuzz: " + COUNT + " requests, seed " + SEED + ", statuses " + statuses + ", before "
                + before + ", after " + after);
        assertThat(failures).as("answers with a 5xx, seed %d", SEED).isEmpty();
        assertThat(after.files()).isEqualTo(before.files());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 16);
        assertThat(after.openFiles()).isLessThanOrEqualTo(before.openFiles() + 32);
        assertThat(after.heap()).isLessThan(before.heap() + HEAP);
    }

    private static List<String> send(long seed, int count, String token, Map<Integer, Integer> statuses)
            throws IOException {
        Requests requests = new Requests(new Chance(seed), aws.operations(), token);
        List<String> failures = new ArrayList<>();
        try (Wiretap wire = new Wiretap(aws.url())) {
            for (int number = 0; number < count; number++) {
                byte[] request = requests.next();
                Wiretap.Heard heard = wire.send(request);
                statuses.merge(heard.status(), 1, Integer::sum);
                if (heard.status() >= 500) {
                    failures.add("request " + number + ": " + shortened(new String(request, StandardCharsets.UTF_8))
                            + "\n => " + shortened(heard.start()));
                }
            }
        }
        return failures;
    }

    private static String shortened(String text) {
        return (text.length() > 1500) ? text.substring(0, 1500) + "…" : text;
    }

    /** Something of each kind, so that odd requests find what they name. */
    private static String furnish() {
        aws.reset();
        aws.ecs().createCluster((cluster) -> cluster.clusterName("demo"));
        aws.ecs()
            .registerTaskDefinition((definition) -> definition.family("web")
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx:1").build()));
        String subnet = aws.subnet();
        aws.ecs()
            .createService((service) -> service.cluster("demo")
                .serviceName("web")
                .taskDefinition("web")
                .desiredCount(2)
                .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(subnet))));
        EcrClient ecr = aws.client(EcrClient.builder());
        ecr.createRepository((repository) -> repository.repositoryName("team/web"));
        Pusher pusher = Pusher.of(aws);
        pusher.manifest("team/web", "latest", pusher.image("team/web", "layer"));
        CloudWatchLogsClient logs = aws.client(CloudWatchLogsClient.builder());
        logs.createLogGroup((group) -> group.logGroupName("/ecs/demo"));
        return ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
    }

    /** What there is after everything was forgotten. */
    private static Standing standing() {
        aws.reset();
        // Blobs are collected a moment after nothing refers to them any more.
        for (int look = 0; look < 200 && files().stream().anyMatch((file) -> file.contains("/blobs/")); look++) {
            LockSupport.parkNanos(50_000_000);
        }
        long heap = Long.MAX_VALUE;
        for (int collection = 0; collection < 3; collection++) {
            System.gc();
            heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        long open = (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
                ? unix.getOpenFileDescriptorCount() : 0;
        return new Standing(heap, ManagementFactory.getThreadMXBean().getThreadCount(), open, files());
    }

    private static List<String> files() {
        try (Stream<Path> all = Files.walk(aws.directory())) {
            return all.filter(Files::isRegularFile)
                .map((file) -> aws.directory().relativize(file).toString())
                .sorted()
                .toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * What a process holds.
     *
     * @param heap bytes after a collection
     * @param threads how many live
     * @param openFiles descriptors, connections among them
     * @param files those in the data directory
     */
    private record Standing(long heap, int threads, long openFiles, List<String> files) {
    }

}
