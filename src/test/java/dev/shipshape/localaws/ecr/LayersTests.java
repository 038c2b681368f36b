package dev.shipshape.localaws.ecr;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EmptyUploadException;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.InvalidLayerException;
import software.amazon.awssdk.services.ecr.model.InvalidLayerPartException;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerFailureCode;
import software.amazon.awssdk.services.ecr.model.LayerInaccessibleException;
import software.amazon.awssdk.services.ecr.model.LayerPartTooSmallException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.UploadNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * ECR API reference: InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload,
 * BatchCheckLayerAvailability, GetDownloadUrlForLayer.
 */
class LayersTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-02-03T04:05:06Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT, clock);

    private final HttpClient http = HttpClient.newHttpClient();

    private EcrClient ecr = aws.client(EcrClient.builder());

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.ecr.createRepository((request) -> request.repositoryName("web"));
    }

    private String begin() {
        InitiateLayerUploadResponse begun = this.ecr.initiateLayerUpload((request) -> request.repositoryName("web"));
        assertThat(begun.partSize()).isEqualTo(10L * 1024 * 1024);
        return begun.uploadId();
    }

    private long part(String upload, long first, byte[] content) {
        return this.ecr
            .uploadLayerPart((request) -> request.repositoryName("web")
                .uploadId(upload)
                .partFirstByte(first)
                .partLastByte(first + content.length - 1)
                .layerPartBlob(SdkBytes.fromByteArray(content)))
            .lastByteReceived();
    }

    private String complete(String upload, String digest) {
        return this.ecr
            .completeLayerUpload((request) -> request.repositoryName("web").uploadId(upload).layerDigests(digest))
            .layerDigest();
    }

    @Test
    void aLayerIsPushedInParts() {
        byte[] first = new byte[5 * 1024 * 1024];
        byte[] whole = new byte[first.length + 4];
        whole[first.length] = 1;
        String digest = Digest.of(whole).toString();
        String upload = begin();
        assertThat(part(upload, 0, first)).isEqualTo(first.length - 1);
        assertThat(part(upload, first.length, new byte[] { 1, 0, 0, 0 })).isEqualTo(whole.length - 1);
        assertThat(complete(upload, digest)).isEqualTo(digest);
        Layer layer = this.ecr
            .batchCheckLayerAvailability((request) -> request.repositoryName("web").layerDigests(digest))
            .layers()
            .get(0);
        assertThat(layer.layerAvailability()).isEqualTo(LayerAvailability.AVAILABLE);
        assertThat(layer.layerSize()).isEqualTo(whole.length);
        assertThat(layer.mediaType()).isNotBlank();
        assertThat(Pusher.of(aws).send("HEAD", "/v2/web/blobs/" + digest, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aPartBeginsWhereTheLastOneEnded() {
        String upload = begin();
        part(upload, 0, "AAAA".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(InvalidLayerPartException.class)
            .isThrownBy(() -> part(upload, 8, "BBBB".getBytes(StandardCharsets.UTF_8)))
            .satisfies((ex) -> {
                assertThat(ex.lastValidByteReceived()).isEqualTo(3);
                assertThat(ex.uploadId()).isEqualTo(upload);
                assertThat(ex.repositoryName()).isEqualTo("web");
                assertThat(ex.registryId()).isEqualTo("123456789012");
            });
        assertThatExceptionOfType(InvalidLayerPartException.class)
            .isThrownBy(() -> this.ecr.uploadLayerPart((request) -> request.repositoryName("web")
                .uploadId(upload)
                .partFirstByte(4L)
                .partLastByte(4L)
                .layerPartBlob(SdkBytes.fromUtf8String("BBBB"))));
        assertThat(part(upload, 4, "BBBB".getBytes(StandardCharsets.UTF_8))).isEqualTo(7);
    }

    @Test
    void allPartsButTheLastHaveFiveMebibytes() {
        String upload = begin();
        part(upload, 0, new byte[] { 1 });
        part(upload, 1, new byte[] { 2 });
        assertThatExceptionOfType(LayerPartTooSmallException.class)
            .isThrownBy(() -> complete(upload, Pusher.digest("any").toString()))
            .withMessageContaining("Layer parts must be at least 5 MiB in size.");
    }

    @Test
    void anUploadThatCannotBecomeALayerIsRefused() {
        assertThatExceptionOfType(EmptyUploadException.class)
            .isThrownBy(() -> complete(begin(), Pusher.digest("").toString()));
        String wrong = begin();
        part(wrong, 0, new byte[] { 1 });
        assertThatExceptionOfType(InvalidLayerException.class)
            .isThrownBy(() -> complete(wrong, Pusher.digest("other").toString()));
        Pusher.of(aws).blob("web", "there");
        String again = begin();
        part(again, 0, "there".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(LayerAlreadyExistsException.class)
            .isThrownBy(() -> complete(again, Pusher.digest("there").toString()));
    }

    @Test
    void anUploadThatIsNotThereIsNotFound() {
        String none = UUID.randomUUID().toString();
        assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> part(none, 0, new byte[] { 1 }))
            .withMessageContaining("The upload with id '" + none + "' could not be found");
        assertThatExceptionOfType(UploadNotFoundException.class)
            .isThrownBy(() -> complete(none, Pusher.digest("any").toString()));
        this.ecr.createRepository((request) -> request.repositoryName("other"));
        String elsewhere = this.ecr.initiateLayerUpload((request) -> request.repositoryName("other")).uploadId();
        assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> part(elsewhere, 0, new byte[] { 1 }));
        assertThatExceptionOfType(RepositoryNotFoundException.class)
            .isThrownBy(() -> this.ecr.initiateLayerUpload((request) -> request.repositoryName("none")));
    }

    @Test
    void whatIsNoDigestIsAFailure() {
        assertThat(this.ecr
            .batchCheckLayerAvailability((request) -> request.repositoryName("web").layerDigests("not-a-digest", ""))
            .failures()).extracting((failure) -> failure.failureCode())
            .containsExactly(LayerFailureCode.INVALID_LAYER_DIGEST, LayerFailureCode.MISSING_LAYER_DIGEST);
    }

    @Test
    void aLayerOfAnImageCanBeDownloadedWithoutAToken() throws Exception {
        Pusher pusher = Pusher.of(aws);
        pusher.manifest("web", "1", pusher.image("web", "the layer"));
        String url = link("the layer");
        assertThat(get(url).body()).isEqualTo("the layer");
        HttpResponse<String> part = send(HttpRequest.newBuilder(URI.create(url)).header("Range", "bytes=4-8"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("layer");
        assertThat(get(url.replace("Signature=", "Signature=x")).body()).contains("SignatureDoesNotMatch");
        assertThat(get(url.replace(Pusher.digest("the layer").hex(), Pusher.digest("{}").hex())).statusCode())
            .isEqualTo(403);
        clock.advance(Duration.ofHours(1));
        HttpResponse<String> late = get(url);
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("<Code>AccessDenied</Code>", "Request has expired");
    }

    @Test
    void aLayerThatNoImageHasCannotBeDownloaded() {
        Pusher.of(aws).blob("web", "alone");
        assertThatExceptionOfType(LayerInaccessibleException.class).isThrownBy(() -> link("alone"));
        assertThatExceptionOfType(LayersNotFoundException.class).isThrownBy(() -> link("none"))
            .withMessageContaining("The layer with digest '" + Pusher.digest("none")
                    + "' does not exist within the repository with name 'web' in the registry with id '123456789012'");
    }

    private String link(String content) {
        return this.ecr
            .getDownloadUrlForLayer(
                    (request) -> request.repositoryName("web").layerDigest(Pusher.digest(content).toString()))
            .downloadUrl();
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

}
