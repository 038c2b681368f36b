package dev.shipshape.localaws.oci.conformance;

import java.net.http.HttpResponse;

import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static org.assertj.core.api.Assertions.assertThat;

/** The category "Content Management", and the error codes. */
class ManagementTests extends Conformance {

    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    @DisplayName("spec: Deleting tags: 202, then the tag is 404 and not listed, and the other tags stay")
    void aTagIsDeleted() {
        String manifest = this.client.image(REPOSITORY, "layer");
        this.client.manifest(REPOSITORY, "one", manifest);
        this.client.manifest(REPOSITORY, "two", manifest);
        assertThat(delete("/manifests/one").statusCode()).isEqualTo(202);
        assertError(this.client.get(ROOT + "/manifests/one"), 404, "MANIFEST_UNKNOWN");
        assertThat(this.client.get(ROOT + "/tags/list").body()).contains("\"tags\":[\"two\"]");
        assertThat(this.client.get(ROOT + "/manifests/two").body()).isEqualTo(manifest);
        assertError(delete("/manifests/one"), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    @DisplayName("spec: Deleting tags: of an image that an index lists, the tag goes and the image stays")
    void aTagOfAListedImageIsDeleted() {
        String manifest = this.client.image(REPOSITORY, "layer");
        Digest digest = this.client.manifest(REPOSITORY, "one", manifest);
        this.client.manifest(REPOSITORY, "all", Pusher.index(manifest));
        assertThat(delete("/manifests/one").statusCode()).isEqualTo(202);
        assertThat(this.client.get(ROOT + "/manifests/one").statusCode()).isEqualTo(404);
        assertThat(this.client.get(ROOT + "/manifests/" + digest).body()).isEqualTo(manifest);
    }

    @Test
    @DisplayName("spec: Deleting manifests: 202, then it is 404 by digest and by every tag")
    void aManifestIsDeleted() {
        String manifest = this.client.image(REPOSITORY, "layer");
        Digest digest = this.client.manifest(REPOSITORY, "one", manifest);
        this.client.manifest(REPOSITORY, "two", manifest);
        assertThat(delete("/manifests/" + digest).statusCode()).isEqualTo(202);
        for (String reference : new String[] { digest.toString(), "one", "two" }) {
            assertError(this.client.get(ROOT + "/manifests/" + reference), 404, "MANIFEST_UNKNOWN");
        }
        assertThat(this.client.get(ROOT + "/tags/list").body()).contains("\"tags\":[]");
        assertError(delete("/manifests/" + digest), 404, "MANIFEST_UNKNOWN");
        this.client.manifest(REPOSITORY, "one", manifest);
    }

    @Test
    @DisplayName("spec: Deleting blobs: 202, then it is 404; one that was never there is 404")
    void aBlobIsDeleted() {
        Digest digest = this.client.blob(REPOSITORY, "layer");
        assertThat(delete("/blobs/" + digest).statusCode()).isEqualTo(202);
        assertError(this.client.get(ROOT + "/blobs/" + digest), 404, "BLOB_UNKNOWN");
        assertThat(this.client.send("HEAD", ROOT + "/blobs/" + digest, "").statusCode()).isEqualTo(404);
        assertError(delete("/blobs/" + digest), 404, "BLOB_UNKNOWN");
        this.client.blob(REPOSITORY, "layer");
        assertThat(this.client.get(ROOT + "/blobs/" + digest).body()).isEqualTo("layer");
    }

    @Test
    @DisplayName("spec: Deleting blobs: 405 while an image needs it, 202 when that is deleted, and not elsewhere")
    void aBlobInUseIsNotDeleted() {
        Digest digest = this.client.manifest(REPOSITORY, "1", this.client.image(REPOSITORY, "layer"));
        this.client.blob(OTHER, "layer");
        assertError(delete("/blobs/" + digest("layer")), 405, "UNSUPPORTED");
        assertThat(this.client.get(ROOT + "/manifests/1").statusCode()).isEqualTo(200);
        delete("/manifests/" + digest);
        assertThat(delete("/blobs/" + digest("layer")).statusCode()).isEqualTo(202);
        assertThat(this.client.get("/v2/" + OTHER + "/blobs/" + digest("layer")).body()).isEqualTo("layer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/tags/list", "/manifests/1", "/referrers/" + EMPTY, "/blobs/" + EMPTY })
    @DisplayName("spec: Error codes: a repository that is not there is NAME_UNKNOWN")
    void aRepositoryThatIsNotThere(String path) {
        assertError(this.client.get("/v2/conformance/nobody" + path), 404, "NAME_UNKNOWN");
        assertError(this.client.send("POST", "/v2/conformance/nobody/blobs/uploads/", ""), 404, "NAME_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Upper", "a__b__", "-a", "a..b", "a//b" })
    @DisplayName("spec: Error codes: a name that is none is NAME_INVALID")
    void aNameThatIsNone(String name) {
        assertError(this.client.get("/v2/" + name + "/tags/list"), 400, "NAME_INVALID");
        assertError(this.client.send("POST", "/v2/" + name + "/blobs/uploads/", ""), 400, "NAME_INVALID");
    }

    @Test
    @DisplayName("spec: Error codes: a name of thousands of letters is NAME_INVALID")
    void aNameThatIsTooLong() {
        assertError(this.client.get("/v2/" + "a.".repeat(3000) + "a/tags/list"), 400, "NAME_INVALID");
    }

    @ParameterizedTest
    @CsvSource({ "POST,/tags/list", "PUT,/tags/list", "DELETE,/tags/list", "POST,/manifests/1", "PATCH,/manifests/1",
            "PUT,/referrers/sha256:short", "PUT,/blobs/sha256:short", "GET,/blobs/uploads/", "DELETE,/blobs/uploads/" })
    @DisplayName("spec: Error codes: a method that an address does not have is 405 UNSUPPORTED")
    void aMethodThatIsNotThere(String method, String path) {
        assertError(this.client.send(method, ROOT + path, ""), 405, "UNSUPPORTED");
    }

    @Test
    @DisplayName("spec: Error codes: an upload that was never begun is BLOB_UPLOAD_UNKNOWN")
    void anUploadThatWasNeverBegun() {
        String path = UPLOADS + "8d3dd3f0-4b3a-4fd0-a6f2-0c2d6c1d7e55?_state=any";
        assertError(this.client.get(path), 404, "BLOB_UPLOAD_UNKNOWN");
        assertError(this.client.send("PATCH", path, "chunk"), 404, "BLOB_UPLOAD_UNKNOWN");
        String elsewhere = this.client.begin(OTHER).replace(OTHER, REPOSITORY);
        assertError(this.client.get(elsewhere), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    private HttpResponse<String> delete(String path) {
        return this.client.send("DELETE", ROOT + path, "");
    }

}
