package dev.shipshape.localaws.oci.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.oci.content.uploads.Upload;
import dev.shipshape.localaws.oci.content.uploads.Uploads;
import dev.shipshape.localaws.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Blobs stay as long as somebody needs them, and no longer. */
class SweepTests {

    private static final Duration LONG = Layers.GRACE.plusMinutes(1);

    private final TestClock clock = new TestClock(Instant.parse("2026-02-03T04:05:06Z"));

    private final Path directory;

    private final Store store;

    private final Registries registries;

    private final Registry registry;

    SweepTests(@TempDir Path directory) {
        this.directory = directory;
        this.store = Store.open(directory.resolve("state.mv"));
        this.registries = new Registries(directory, this.store, this.clock);
        this.registry = this.registries.in("us-east-1");
    }

    @BeforeEach
    void makeRepositories() {
        for (String name : new String[] { "web", "other" }) {
            this.registry.repositories()
                .put(Repository.builder().repositoryName(name).imageTagMutability(ImageTagMutability.MUTABLE).build());
        }
    }

    @AfterEach
    void close() {
        this.registries.close();
        this.store.close();
    }

    @Test
    void whatAnImageNeedsStays() throws Exception {
        Digest layer = blob("web", "layer");
        push("web", layer);
        this.clock.advance(LONG);
        this.registries.sweep();
        assertThat(file(layer)).hasContent("layer");
        assertThat(this.registry.layers().size("web", layer)).hasValue(5);
    }

    @Test
    void whatWaitsForItsManifestStaysForAWhile() throws Exception {
        Digest layer = blob("web", "layer");
        this.clock.advance(Layers.GRACE.minusMinutes(1));
        this.registries.sweep();
        assertThat(file(layer)).exists();
        this.clock.advance(Duration.ofMinutes(2));
        this.registries.sweep();
        assertThat(file(layer)).doesNotExist();
        assertThat(this.registry.layers().size("web", layer)).isEmpty();
    }

    @Test
    void whoIsToldThatABlobIsThereMayRelyOnIt() throws Exception {
        Digest layer = blob("web", "layer");
        this.clock.advance(Layers.GRACE.minusMinutes(1));
        assertThat(this.registry.layers().promise("web", layer)).hasValue(5);
        this.clock.advance(Layers.GRACE.minusMinutes(1));
        this.registries.sweep();
        assertThat(file(layer)).exists();
    }

    @Test
    void theLayersOfADeletedImageGo() throws Exception {
        Digest shared = blob("web", "shared");
        Digest own = blob("web", "own");
        Image first = push("web", shared, own);
        push("web", shared);
        this.clock.advance(LONG);
        this.registry.delete(first);
        this.registries.sweep();
        assertThat(file(own)).doesNotExist();
        assertThat(file(shared)).exists();
    }

    @Test
    void aBlobStaysWhileAnotherRepositoryHoldsIt() throws Exception {
        Digest layer = blob("web", "layer");
        assertThat(this.registry.layers().mount("other", "web", layer)).isTrue();
        push("other", layer);
        this.registry.deleteRepository("web");
        this.clock.advance(LONG);
        this.registries.sweep();
        assertThat(file(layer)).hasContent("layer");
        this.registry.deleteRepository("other");
        this.registries.sweep();
        assertThat(file(layer)).doesNotExist();
    }

    @Test
    void aBlobStaysWhileAnotherRegionHoldsIt() throws Exception {
        Registry other = this.registries.in("eu-west-1");
        other.repositories().put(Repository.builder().repositoryName("web").build());
        Digest layer = blob("web", "layer");
        push("web", layer);
        Upload upload = other.uploads().start("eu-west-1", "web");
        upload.append(new ByteArrayInputStream("layer".getBytes(StandardCharsets.UTF_8)), null);
        other.layers().add("web", upload, layer);
        this.registry.deleteRepository("web");
        this.registries.sweep();
        assertThat(file(layer)).hasContent("layer");
        assertThat(this.registry.layers().size("other", layer)).isEmpty();
        other.deleteRepository("web");
        this.registries.sweep();
        assertThat(file(layer)).doesNotExist();
    }

    @Test
    void anUploadThatNobodyGoesOnWithEnds() throws Exception {
        Upload upload = this.registry.uploads().start("us-east-1", "web");
        upload.append(new ByteArrayInputStream(new byte[10]), null);
        this.clock.advance(LONG);
        this.registries.sweep();
        assertThat(this.directory.resolve("uploads")).isEmptyDirectory();
    }

    /** A sweep between any two steps of a push takes nothing that the push relies on. */
    @Test
    void sweepsDoNotTakeWhatIsBeingPushed() throws Exception {
        AtomicBoolean pushing = new AtomicBoolean(true);
        Thread sweeping = new Thread(() -> {
            while (pushing.get()) {
                this.registries.sweep();
            }
        });
        sweeping.start();
        try {
            for (int number = 0; number < 100; number++) {
                Digest layer = blob("web", "layer " + number % 3);
                assertThat(this.registry.layers().mount("other", null, layer)).isTrue();
                Image image = push("web", layer);
                assertThat(file(layer)).hasContent("layer " + number % 3);
                this.registry.delete(image);
                this.clock.advance(LONG);
            }
        }
        finally {
            pushing.set(false);
            sweeping.join();
        }
        this.registries.sweep();
        assertThat(this.directory.resolve("blobs")).isDirectoryNotContaining("regex:.*[a-f0-9]{64}");
    }

    @Test
    void tooManyUploadsAreRefusedUntilOneIsIdle() {
        for (int number = 0; number < Uploads.MOST; number++) {
            this.registry.uploads().start("us-east-1", "web");
        }
        assertThatExceptionOfType(OciError.class).isThrownBy(() -> this.registry.uploads().start("us-east-1", "web"))
            .satisfies((refused) -> {
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.code()).isEqualTo("TOOMANYREQUESTS");
            });
        this.clock.advance(Uploads.IDLE);
        Upload another = this.registry.uploads().start("us-east-1", "web");
        assertThat(this.registry.uploads().find("us-east-1", "web", another.id())).isSameAs(another);
        assertThat(this.directory.resolve("uploads").toFile().list()).hasSize(Uploads.MOST);
    }

    @Test
    void aCancelledUploadTakesNothingMore() throws Exception {
        Upload upload = this.registry.uploads().start("us-east-1", "web");
        InputStream cancelling = new ByteArrayInputStream(new byte[10]) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                upload.cancel();
                return super.read(buffer, offset, length);
            }
        };
        assertThatExceptionOfType(OciError.class).isThrownBy(() -> upload.append(cancelling, null))
            .satisfies((refused) -> assertThat(refused.code()).isEqualTo("BLOB_UPLOAD_UNKNOWN"));
        assertThat(this.directory.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftBehindGoesAtTheNextStart() throws Exception {
        Digest stray = Digest.of("stray".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(file(stray).getParent());
        Files.writeString(file(stray), "stray");
        Files.writeString(this.directory.resolve("uploads/half"), "half");
        this.registries.begin();
        this.registries.close();
        assertThat(file(stray)).doesNotExist();
        assertThat(this.directory.resolve("uploads")).isEmptyDirectory();
    }

    private Path file(Digest digest) {
        return this.registry.blobs().file(digest);
    }

    private Digest blob(String repository, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Upload upload = this.registry.uploads().start("us-east-1", repository);
        upload.append(new ByteArrayInputStream(bytes), null);
        this.registry.layers().add(repository, upload, Digest.of(bytes));
        return Digest.of(bytes);
    }

    /** An image without a configuration worth the name: its first layer stands in. */
    private Image push(String repository, Digest... layers) {
        String descriptors = Stream.of(layers)
            .map((layer) -> "{\"digest\":\"" + layer + "\"}")
            .collect(Collectors.joining(","));
        byte[] content = ("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + layers[0] + "\"},\"layers\":["
                + descriptors + "]}")
            .getBytes(StandardCharsets.UTF_8);
        return this.registry.images().push(repository, Digest.of(content).toString(), content, null);
    }

}
