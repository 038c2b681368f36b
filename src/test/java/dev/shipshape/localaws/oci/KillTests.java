package dev.shipshape.localaws.oci;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What the registry has acknowledged outlives kill -9, whole. */
class KillTests {

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void whatWasAcknowledgedIsThereAfterAKill(int seed, @TempDir Path directory) throws Exception {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        try (KilledProcess process = KilledProcess.start(directory); EcrClient ecr = ecr(process.url())) {
            ecr.createRepository((repository) -> repository.repositoryName("web"));
            CountDownLatch enough = new CountDownLatch(10 + new Random(seed).nextInt(20));
            Thread pushing = pushUntilKilled(Pusher.of(process.url(), ecr), acknowledged, enough);
            assertThat(enough.await(60, TimeUnit.SECONDS)).as("pushes go on").isTrue();
            process.kill();
            pushing.join();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(10);
        try (LocalAws again = KilledProcess.endpoint(directory)) {
            again.start();
            try (EcrClient ecr = ecr(again.url())) {
                Pusher pusher = Pusher.of(again.url(), ecr);
                acknowledged.forEach((tag, manifest) -> {
                    assertThat(pusher.get("/v2/web/manifests/" + tag).body()).isEqualTo(manifest);
                    assertThat(pusher.get("/v2/web/blobs/" + Pusher.digest(layer(tag))).body()).isEqualTo(layer(tag));
                });
                assertThat(pusher.manifest("web", "after", pusher.image("web", "after"))).isNotNull();
            }
        }
        for (Path file : blobs(directory)) {
            assertThat(Digest.of(Files.readAllBytes(file)).hex()).isEqualTo(file.getFileName().toString());
        }
    }

    /** A push whose answer never came may be there or not; it is not counted. */
    private static Thread pushUntilKilled(Pusher pusher, Map<String, String> acknowledged, CountDownLatch enough) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; true; i++) {
                    String manifest = pusher.image("web", layer("t" + i));
                    HttpResponse<String> answer = pusher.put("web", "t" + i, manifest);
                    assertThat(answer.statusCode()).isEqualTo(201);
                    acknowledged.put("t" + i, manifest);
                    enough.countDown();
                }
            }
            catch (AssertionError ex) {
                // The process was killed: the connection broke.
            }
        });
        thread.start();
        return thread;
    }

    private static String layer(String tag) {
        return ("layer of " + tag + " ").repeat(2000);
    }

    private static List<Path> blobs(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("localaws/registry/blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static EcrClient ecr(String url) {
        return EcrClient.builder()
            .endpointOverride(URI.create(url))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    }

}
