package dev.shipshape.localaws.oci.conformance;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** The category "Pull", which every registry must have. */
class PullTests extends Conformance {

    @Test
    @DisplayName("spec: Determining Support: GET /v2/ is 200")
    void theRootAnswers() {
        HttpResponse<String> root = this.client.get("/v2/");
        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(header(root, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        assertThat(this.client.send("HEAD", "/v2/", "").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("spec: Determining Support: without a login GET /v2/ is 401 and says how to log in")
    void theRootAsksForALogin() {
        HttpResponse<String> root = this.client.withToken("").get("/v2/");
        assertError(root, 401, "UNAUTHORIZED");
        assertThat(header(root, "WWW-Authenticate")).startsWith("Basic realm=\"");
        assertThat(header(root, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        String wrong = Base64.getEncoder().encodeToString("AWS:wrong".getBytes(StandardCharsets.UTF_8));
        assertError(this.client.withToken(wrong).get("/v2/"), 401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = { "layer", "", "{}" })
    @DisplayName("spec: Pulling blobs: GET and HEAD of a blob are 200 with its length and digest")
    void aBlobIsPulled(String content) {
        Digest digest = this.client.blob(REPOSITORY, content);
        HttpResponse<String> blob = this.client.get(ROOT + "/blobs/" + digest);
        assertThat(blob.statusCode()).isEqualTo(200);
        assertThat(blob.body()).isEqualTo(content);
        HttpResponse<String> head = this.client.send("HEAD", ROOT + "/blobs/" + digest, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (HttpResponse<String> answer : List.of(blob, head)) {
            assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.toString());
            assertThat(header(answer, "Content-Length")).isEqualTo("" + content.length());
        }
    }

    @Test
    @DisplayName("spec: Pulling blobs: GET and HEAD of a blob that is not there are 404")
    void aMissingBlobIsNotFound() {
        String path = ROOT + "/blobs/" + digest("nowhere");
        assertError(this.client.get(path), 404, "BLOB_UNKNOWN");
        assertThat(this.client.send("HEAD", path, "").statusCode()).isEqualTo(404);
        this.client.blob(OTHER, "elsewhere");
        assertThat(this.client.get(ROOT + "/blobs/" + digest("elsewhere")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({ "bytes=2-4,2-4,234", "bytes=7-,7-9,789", "bytes=-2,8-9,89", "bytes=8-100,8-9,89", "bytes=0-0,0-0,0",
            "bytes=-100,0-9,0123456789" })
    @DisplayName("spec: Pulling blobs: a Range request (RFC 9110) is 206 with that part")
    void aPartOfABlobIsPulled(String range, String part, String content) {
        String path = ROOT + "/blobs/" + this.client.blob(REPOSITORY, "0123456789");
        HttpResponse<String> answer = this.client.get(path, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes " + part + "/10");
        assertThat(header(answer, "Content-Length")).isEqualTo("" + content.length());
        assertThat(header(this.client.get(path), "Accept-Ranges")).isEqualTo("bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = { "bytes=10-", "bytes=50-60", "bytes=5-0" })
    @DisplayName("spec: Pulling blobs: a Range of which nothing is there is 416 (RFC 9110)")
    void aPartThatIsNotThereIsRefused(String range) {
        String path = ROOT + "/blobs/" + this.client.blob(REPOSITORY, "0123456789");
        HttpResponse<String> answer = this.client.get(path, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    @DisplayName("spec: Pulling manifests: GET and HEAD by tag and by digest are 200 with type, length and digest")
    void aManifestIsPulled() {
        String manifest = this.client.image(REPOSITORY, "layer");
        Digest digest = this.client.manifest(REPOSITORY, "tagtest0", manifest);
        for (String reference : new String[] { "tagtest0", digest.toString() }) {
            String path = ROOT + "/manifests/" + reference;
            HttpResponse<String> got = this.client.get(path, "Accept", IMAGE);
            assertThat(got.body()).isEqualTo(manifest);
            HttpResponse<String> head = this.client.send("HEAD", path, "", "Accept", IMAGE);
            assertThat(head.body()).isEmpty();
            for (HttpResponse<String> answer : List.of(got, head)) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(header(answer, "Content-Type")).isEqualTo(IMAGE);
                assertThat(header(answer, "Content-Length")).isEqualTo("" + manifest.length());
                assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.toString());
            }
        }
    }

    @Test
    @DisplayName("spec: Pulling manifests: the Content-Type tells what the manifest is, whatever Accept asked for")
    void theTypeOfAManifestIsTold() {
        String manifest = this.client.image(REPOSITORY, "layer");
        this.client.manifest(REPOSITORY, "image", manifest);
        this.client.manifest(REPOSITORY, "index", Pusher.index(manifest));
        assertThat(header(this.client.get(ROOT + "/manifests/index", "Accept", INDEX, "Accept", IMAGE), "Content-Type"))
            .isEqualTo(INDEX);
        assertThat(header(this.client.get(ROOT + "/manifests/image", "Accept", INDEX), "Content-Type"))
            .isEqualTo(IMAGE);
        assertThat(header(this.client.get(ROOT + "/manifests/image"), "Content-Type")).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = { ".INVALID_MANIFEST_NAME", "missing",
            "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "sha256:baddigeststring" })
    @DisplayName("spec: Pulling manifests: GET and HEAD of a manifest that is not there are 404")
    void aMissingManifestIsNotFound(String reference) {
        String path = ROOT + "/manifests/" + reference;
        assertError(this.client.get(path), 404, "MANIFEST_UNKNOWN");
        assertThat(this.client.send("HEAD", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("spec: Pulling: another repository's manifest is not there")
    void aManifestBelongsToItsRepository() {
        this.client.manifest(OTHER, "1", this.client.image(OTHER, "layer"));
        assertError(this.client.get(ROOT + "/manifests/1"), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    @DisplayName("spec: Pulling by another registered digest: sha512")
    void contentIsPulledBySha512() {
        String layer = "layer";
        Digest digest = sha512(layer);
        assertThat(this.client.send("POST", UPLOADS + "?digest=" + digest, layer).statusCode()).isEqualTo(201);
        HttpResponse<String> blob = this.client.get(ROOT + "/blobs/" + digest);
        assertThat(blob.body()).isEqualTo(layer);
        assertThat(header(blob, "Docker-Content-Digest")).isEqualTo(digest.toString());
        assertThat(this.client.get(ROOT + "/blobs/" + sha512("nowhere")).statusCode()).isEqualTo(404);
    }

}
