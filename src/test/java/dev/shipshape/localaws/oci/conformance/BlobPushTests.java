package dev.shipshape.localaws.oci.conformance;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** The category "Push": blobs. */
class BlobPushTests extends Conformance {

    private static final String CONTENT = "first second third";

    private static final Digest DIGEST = digest(CONTENT);

    @Test
    @DisplayName("spec: Pushing a blob monolithically: POST then PUT is 202 then 201 with the blob's Location")
    void aBlobIsPutWhole() {
        HttpResponse<String> begun = this.client.send("POST", UPLOADS, "");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(location(begun)).startsWith(UPLOADS);
        assertBlob(this.client.send("PUT", location(begun) + "&digest=" + DIGEST, CONTENT, "Content-Type",
                "application/octet-stream"));
    }

    @Test
    @DisplayName("spec: Pushing a blob monolithically: the digest in the query may be percent-encoded")
    void aDigestMayBePercentEncoded() {
        String encoded = DIGEST.toString().replace(":", "%3A");
        assertBlob(this.client.send("PUT", this.client.begin(REPOSITORY) + "&digest=" + encoded, CONTENT));
    }

    @Test
    @DisplayName("spec: Pushing a blob monolithically: a single POST with digest and content is 201")
    void aBlobIsPostedWhole() {
        assertBlob(this.client.send("POST", UPLOADS + "?digest=" + DIGEST, CONTENT, "Content-Type",
                "application/octet-stream"));
    }

    @Test
    @DisplayName("spec: Pushing a blob: a blob that is there already may be pushed again")
    void aBlobIsPushedAgain() {
        aBlobIsPostedWhole();
        aBlobIsPutWhole();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}" })
    @DisplayName("spec: Pushing a blob: also an empty one and an empty JSON object")
    void aSmallBlobIsPushed(String content) {
        Digest digest = digest(content);
        assertThat(this.client.send("PUT", this.client.begin(REPOSITORY) + "&digest=" + digest, content).statusCode())
            .isEqualTo(201);
        assertThat(this.client.send("POST", UPLOADS + "?digest=" + digest, content).statusCode()).isEqualTo(201);
        HttpResponse<String> streamed = this.client.send("PATCH", this.client.begin(REPOSITORY), content);
        assertThat(streamed.statusCode()).isEqualTo(202);
        assertThat(this.client.send("PUT", location(streamed) + "&digest=" + digest, "").statusCode()).isEqualTo(201);
    }

    @Test
    @DisplayName("spec: Pushing a blob in chunks: PATCH is 202 with Range and Location, then PUT is 201")
    void aBlobIsPushedInChunks() {
        HttpResponse<String> first = patch(this.client.begin(REPOSITORY), "first ", "0-5");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-5");
        HttpResponse<String> second = patch(location(first), "second ", "6-12");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(header(second, "Range")).isEqualTo("0-12");
        HttpResponse<String> third = patch(location(second), "third", "13-17");
        assertBlob(this.client.send("PUT", location(third) + "&digest=" + DIGEST, ""));
    }

    @Test
    @DisplayName("spec: Pushing a blob in chunks: the closing PUT may bring the last chunk")
    void theLastChunkComesWithThePut() {
        HttpResponse<String> first = patch(this.client.begin(REPOSITORY), "first ", "0-5");
        assertBlob(this.client.send("PUT", location(first) + "&digest=" + DIGEST, "second third", "Content-Range",
                "6-17"));
    }

    @Test
    @DisplayName("spec: Pushing a blob in chunks: no chunk is too small, so no OCI-Chunk-Min-Length is asked for")
    void aChunkMayBeOneByte() {
        HttpResponse<String> begun = this.client.send("POST", UPLOADS, "", "Content-Type", "application/octet-stream");
        assertThat(header(begun, "OCI-Chunk-Min-Length")).isEqualTo("none");
        HttpResponse<String> first = patch(location(begun), "f", "0-0");
        assertThat(header(first, "Range")).isEqualTo("0-0");
        assertBlob(this.client.send("PUT", location(first) + "&digest=" + DIGEST, CONTENT.substring(1)));
    }

    @Test
    @DisplayName("spec: Pushing a blob in chunks: out-of-order chunk is 416")
    void aChunkOutOfOrderIsRefused() {
        String location = this.client.begin(REPOSITORY);
        assertError(patch(location, "second ", "6-12"), 416, "BLOB_UPLOAD_INVALID");
        HttpResponse<String> first = patch(location, "first ", "0-5");
        assertThat(first.statusCode()).isEqualTo(202);
        HttpResponse<String> again = patch(location(first), "first ", "0-5");
        assertError(again, 416, "BLOB_UPLOAD_INVALID");
        assertThat(header(again, "Range")).isEqualTo("0-5");
        HttpResponse<String> put = this.client.send("PUT", location(again) + "&digest=" + DIGEST, "third",
                "Content-Range", "13-17");
        assertError(put, 416, "BLOB_UPLOAD_INVALID");
        assertBlob(
                this.client.send("PUT", location(put) + "&digest=" + DIGEST, "second third", "Content-Range", "6-17"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "five-six", "6", "5-0", "bytes */10" })
    @DisplayName("spec: Pushing a blob in chunks: a Content-Range that is none is 416 with where to go on")
    void aRangeThatIsNoneIsRefused(String range) {
        HttpResponse<String> wrong = patch(this.client.begin(REPOSITORY), "first ", range);
        assertError(wrong, 416, "BLOB_UPLOAD_INVALID");
        assertThat(patch(location(wrong), "first ", "0-5").statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("spec: Pushing a blob in chunks: a chunk of another length than its Content-Range is SIZE_INVALID")
    void aChunkOfAnotherLengthIsRefused() {
        HttpResponse<String> wrong = patch(this.client.begin(REPOSITORY), "first ", "0-99");
        assertError(wrong, 400, "SIZE_INVALID");
        assertBlob(this.client.send("PUT", location(wrong) + "&digest=" + DIGEST, CONTENT));
    }

    @Test
    @DisplayName("spec: Pushing a blob in chunks: GET of the upload is 204 with Location and Range")
    void anUploadTellsHowFarItIs() {
        String location = this.client.begin(REPOSITORY);
        HttpResponse<String> fresh = this.client.get(location);
        assertThat(fresh.statusCode()).isEqualTo(204);
        assertThat(header(fresh, "Range")).startsWith("0-");
        HttpResponse<String> first = patch(location, "first ", "0-5");
        HttpResponse<String> stale = this.client.get(location);
        assertThat(stale.statusCode()).isEqualTo(204);
        assertThat(header(stale, "Range")).isEqualTo("0-5");
        assertThat(location(stale)).isEqualTo(location(first));
        assertThat(this.client.send("HEAD", location, "").statusCode()).isEqualTo(204);
    }

    @Test
    @DisplayName("spec: Pushing a blob, streamed: PATCH without Content-Range and without a length is 202")
    void aBlobIsStreamed() {
        HttpResponse<String> streamed = this.client.send("PATCH", this.client.begin(REPOSITORY),
                BodyPublishers.fromPublisher(BodyPublishers.ofString(CONTENT)), "Content-Type",
                "application/octet-stream");
        assertThat(streamed.statusCode()).isEqualTo(202);
        assertThat(header(streamed, "Range")).isEqualTo("0-" + (CONTENT.length() - 1));
        assertBlob(this.client.send("PUT", location(streamed) + "&digest=" + DIGEST, ""));
    }

    @Test
    @DisplayName("spec: Cancelling an upload: DELETE is 204, and then the upload is 404")
    void anUploadIsCancelled() {
        String location = this.client.begin(REPOSITORY);
        patch(location, "first ", "0-5");
        assertThat(this.client.send("DELETE", location, "").statusCode()).isEqualTo(204);
        assertError(this.client.get(location), 404, "BLOB_UPLOAD_UNKNOWN");
        assertError(patch(location, "second ", "6-12"), 404, "BLOB_UPLOAD_UNKNOWN");
        assertError(this.client.send("PUT", location + "&digest=" + DIGEST, CONTENT), 404, "BLOB_UPLOAD_UNKNOWN");
        assertError(this.client.send("DELETE", location, ""), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    @DisplayName("spec: Pushing a blob: a digest that is not the content's is 400, by every way, and nothing is kept")
    void aWrongDigestIsRefused() {
        String wrong = "digest=" + digest("something else");
        assertError(this.client.send("POST", UPLOADS + "?" + wrong, CONTENT), 400, "DIGEST_INVALID");
        assertError(this.client.send("PUT", this.client.begin(REPOSITORY) + "&" + wrong, CONTENT), 400,
                "DIGEST_INVALID");
        HttpResponse<String> streamed = this.client.send("PATCH", this.client.begin(REPOSITORY), CONTENT);
        assertError(this.client.send("PUT", location(streamed) + "&" + wrong, ""), 400, "DIGEST_INVALID");
        HttpResponse<String> chunk = patch(this.client.begin(REPOSITORY), "first ", "0-5");
        assertError(this.client.send("PUT", location(chunk) + "&" + wrong, "second third", "Content-Range", "6-17"),
                400, "DIGEST_INVALID");
        assertError(this.client.send("PUT", this.client.begin(REPOSITORY) + "&digest=" + sha512("other"), CONTENT), 400,
                "DIGEST_INVALID");
        assertThat(this.client.get(ROOT + "/blobs/" + digest("something else")).statusCode()).isEqualTo(404);
        assertThat(this.client.get(ROOT + "/blobs/" + DIGEST).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "sha256:baddigeststring", "md5:d41d8cd98f00b204e9800998ecf8427e", "nothing",
            "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855" })
    @DisplayName("spec: Pushing a blob: a digest that is none, or of an unknown algorithm, is DIGEST_INVALID")
    void aDigestThatIsNoneIsRefused(String digest) {
        assertError(this.client.send("POST", UPLOADS + "?digest=" + digest, ""), 400, "DIGEST_INVALID");
        assertError(this.client.send("PUT", this.client.begin(REPOSITORY) + "&digest=" + digest, ""), 400,
                "DIGEST_INVALID");
    }

    @Test
    @DisplayName("spec: Pushing a blob: PUT without a digest is DIGEST_INVALID, and the upload goes on")
    void aMissingDigestIsRefused() {
        String location = this.client.begin(REPOSITORY);
        assertError(this.client.send("PUT", location, CONTENT), 400, "DIGEST_INVALID");
        assertBlob(this.client.send("PUT", location + "&digest=" + DIGEST, CONTENT));
    }

    @Test
    @DisplayName("spec: Pushing a blob by another registered digest: sha512, by every way")
    void aBlobIsPushedBySha512() {
        Digest digest = sha512(CONTENT);
        assertThat(this.client.send("POST", UPLOADS + "?digest=" + digest, CONTENT).statusCode()).isEqualTo(201);
        assertThat(this.client.send("DELETE", ROOT + "/blobs/" + digest, "").statusCode()).isEqualTo(202);
        assertThat(this.client.send("PUT", this.client.begin(REPOSITORY) + "&digest=" + digest, CONTENT).statusCode())
            .isEqualTo(201);
        assertThat(this.client.send("DELETE", ROOT + "/blobs/" + digest, "").statusCode()).isEqualTo(202);
        HttpResponse<String> first = patch(this.client.begin(REPOSITORY), "first ", "0-5");
        HttpResponse<String> done = this.client.send("PUT", location(first) + "&digest=" + digest, "second third");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(this.client.get(location(done)).body()).isEqualTo(CONTENT);
    }

    @Test
    @DisplayName("spec: Mounting a blob from another repository: 201 with the blob's Location")
    void aBlobIsMounted() {
        this.client.blob(OTHER, CONTENT);
        assertBlob(this.client.send("POST", UPLOADS + "?mount=" + DIGEST + "&from=" + OTHER, ""));
    }

    @Test
    @DisplayName("spec: Mounting a blob without from: 201 if the registry has it anywhere")
    void aBlobIsMountedFromAnywhere() {
        this.client.blob(OTHER, CONTENT);
        assertBlob(this.client.send("POST", UPLOADS + "?mount=" + DIGEST, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "&from=" + OTHER, "&from=conformance/nobody", "", "&from=" })
    @DisplayName("spec: Mounting a blob that is not there: 202, and the upload goes on")
    void aBlobThatIsNotThereIsNotMounted(String from) {
        HttpResponse<String> begun = this.client.send("POST", UPLOADS + "?mount=" + DIGEST + from, "");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(location(begun)).startsWith(UPLOADS);
        assertBlob(this.client.send("PUT", location(begun) + "&digest=" + DIGEST, CONTENT));
    }

    @Test
    @DisplayName("spec: Mounting a blob by a digest that is none: 202")
    void aDigestThatIsNoneIsNotMounted() {
        assertThat(this.client.send("POST", UPLOADS + "?mount=nothing&from=" + OTHER, "").statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("spec: Mounting a blob that was deleted from its repository: 202")
    void aDeletedBlobIsNotMounted() {
        this.client.blob(OTHER, CONTENT);
        this.client.send("DELETE", "/v2/" + OTHER + "/blobs/" + DIGEST, "");
        assertThat(this.client.send("POST", UPLOADS + "?mount=" + DIGEST, "").statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> patch(String location, String chunk, String range) {
        assertThat(chunk.getBytes(StandardCharsets.UTF_8)).hasSize(chunk.length());
        return this.client.send("PATCH", location, chunk, "Content-Type", "application/octet-stream", "Content-Range",
                range);
    }

    /** Created, and what Location names is the blob. */
    private void assertBlob(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Pusher.header(answer, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(location(answer)).isEqualTo(ROOT + "/blobs/" + DIGEST);
        assertThat(this.client.get(location(answer)).body()).isEqualTo(CONTENT);
    }

}
