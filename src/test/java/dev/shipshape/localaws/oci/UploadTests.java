package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** Pushing blobs, request by request. */
class UploadTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final String UPLOADS = "/v2/team/web/blobs/uploads/";

    private Pusher pusher = Pusher.of(aws);

    @BeforeEach
    void makeRepositories() {
        EcrClient ecr = aws.client(EcrClient.builder());
        ecr.createRepository((repository) -> repository.repositoryName("team/web"));
        ecr.createRepository((repository) -> repository.repositoryName("other"));
        this.pusher = Pusher.of(aws);
    }

    @Test
    void aBlobSentInOneRequestIsKept() {
        Digest digest = digest("layer");
        HttpResponse<String> done = this.pusher.send("POST", UPLOADS + "?digest=" + digest, "layer");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(header(done, "Location")).isEqualTo("/v2/team/web/blobs/" + digest);
        assertThat(this.pusher.get(header(done, "Location")).body()).isEqualTo("layer");
    }

    @Test
    void aFormLikeContentTypeDoesNotEatTheBody() {
        Digest digest = digest("a=b");
        assertThat(this.pusher
            .send("POST", UPLOADS + "?digest=" + digest, "a=b", "Content-Type", "application/x-www-form-urlencoded")
            .statusCode()).isEqualTo(201);
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest).body()).isEqualTo("a=b");
    }

    @Test
    void aBlobSentInChunksIsKept() {
        HttpResponse<String> first = this.pusher.send("PATCH", this.pusher.begin("team/web"), "first ", "Content-Range",
                "0-5");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-5");
        HttpResponse<String> second = this.pusher.send("PATCH", header(first, "Location"), "second", "Content-Range",
                "6-11");
        assertThat(header(second, "Range")).isEqualTo("0-11");
        HttpResponse<String> status = this.pusher.get(header(second, "Location"));
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(header(status, "Range")).isEqualTo("0-11");
        Digest digest = digest("first second");
        HttpResponse<String> done = this.pusher.send("PUT", header(second, "Location") + "&digest=" + digest, "");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(header(done, "Docker-Content-Digest")).isEqualTo(digest.toString());
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest).body()).isEqualTo("first second");
    }

    @Test
    void theLastChunkMayComeWithTheEnd() {
        HttpResponse<String> first = this.pusher.send("PATCH", this.pusher.begin("team/web"), "ab");
        Digest digest = digest("abcd");
        assertThat(
                this.pusher.send("PUT", header(first, "Location") + "&digest=" + digest, "cd", "Content-Range", "2-3")
                    .statusCode())
            .isEqualTo(201);
    }

    @Test
    void aChunkOutOfOrderIsRefusedAndToldWhereToGoOn() {
        HttpResponse<String> first = this.pusher.send("PATCH", this.pusher.begin("team/web"), "abc", "Content-Range",
                "0-2");
        HttpResponse<String> wrong = this.pusher.send("PATCH", header(first, "Location"), "xyz", "Content-Range",
                "5-7");
        assertThat(wrong.statusCode()).isEqualTo(416);
        assertThat(wrong.body()).contains("BLOB_UPLOAD_INVALID");
        assertThat(header(wrong, "Range")).isEqualTo("0-2");
        Digest digest = digest("abcdef");
        this.pusher.send("PATCH", header(wrong, "Location"), "def", "Content-Range", "3-5");
        assertThat(this.pusher.send("PUT", header(wrong, "Location") + "&digest=" + digest, "").statusCode())
            .isEqualTo(201);
    }

    @Test
    void aChunkThatIsNotAsLongAsItSaysIsRefused() {
        HttpResponse<String> wrong = this.pusher.send("PATCH", this.pusher.begin("team/web"), "abc", "Content-Range",
                "0-9");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("SIZE_INVALID");
        assertThat(header(wrong, "Range")).as("the upload stays as it was").isEqualTo("0-0");
        Digest digest = digest("abc");
        assertThat(this.pusher.send("PUT", header(wrong, "Location") + "&digest=" + digest, "abc").statusCode())
            .isEqualTo(201);
    }

    @Test
    void anUploadGoesOnAfterARestart() {
        HttpResponse<String> first = this.pusher.send("PATCH", this.pusher.begin("team/web"), "first ");
        aws.restart();
        Pusher again = Pusher.of(aws);
        HttpResponse<String> status = again.get(header(first, "Location"));
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(header(status, "Range")).isEqualTo("0-5");
        HttpResponse<String> second = again.send("PATCH", header(status, "Location"), "second", "Content-Range",
                "6-11");
        Digest digest = digest("first second");
        assertThat(again.send("PUT", header(second, "Location") + "&digest=" + digest, "").statusCode()).isEqualTo(201);
        assertThat(again.get("/v2/team/web/blobs/" + digest).body()).isEqualTo("first second");
    }

    /** As when the disk fails: a directory stands where the upload's file was. */
    @Test
    void whatCannotBeWrittenIsAnsweredAndNothingHalfIsKept() throws Exception {
        String location = this.pusher.begin("team/web");
        Path file = uploadFile();
        Files.delete(file);
        Files.createDirectory(file);
        HttpResponse<String> failed = this.pusher.send("PATCH", location, "layer");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).contains("UNKNOWN", "could not store");
        assertThat(this.pusher.send("DELETE", location, "").statusCode()).isEqualTo(204);
        assertThat(file).doesNotExist();
        assertThat(this.pusher.blob("team/web", "layer")).as("the next push").isEqualTo(digest("layer"));
    }

    private static Path uploadFile() throws IOException {
        try (Stream<Path> files = Files.list(aws.directory().resolve("localaws/registry/uploads"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aLayerThatWasCutOnTheDiskIsNotServed() throws Exception {
        Digest digest = this.pusher.blob("team/web", "layer");
        Files.writeString(
                aws.directory()
                    .resolve("localaws/registry/blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex()),
                "lay");
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest).body()).contains("BLOB_UNKNOWN");
        this.pusher.blob("team/web", "layer");
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest).body()).isEqualTo("layer");
    }

    @Test
    void twoClientsPushTheSameBlobAtOnce() throws Exception {
        String content = "layer ".repeat(100_000);
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<Digest>> pushes = IntStream.range(0, 16)
                .mapToObj((push) -> clients.submit(() -> this.pusher.blob("team/web", content)))
                .toList();
            for (Future<Digest> push : pushes) {
                assertThat(push.get()).isEqualTo(digest(content));
            }
        }
        finally {
            clients.shutdownNow();
        }
        assertThat(this.pusher.size("/v2/team/web/blobs/" + digest(content))).isEqualTo(content.length());
        assertThat(aws.directory().resolve("localaws/registry/uploads")).isEmptyDirectory();
    }

    @Test
    void theLocationMustBeUsedAsItWasGiven() {
        String location = this.pusher.begin("team/web");
        assertThat(location).contains("?");
        HttpResponse<String> wrong = this.pusher.send("PATCH", location.substring(0, location.indexOf('?')), "abc");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("BLOB_UPLOAD_INVALID");
    }

    @Test
    void aCancelledUploadIsGone() {
        String location = this.pusher.begin("team/web");
        assertThat(this.pusher.send("DELETE", location, "").statusCode()).isEqualTo(204);
        HttpResponse<String> late = this.pusher.get(location);
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(late.body()).contains("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void aDigestThatDoesNotFitIsRefusedAndNothingIsKept() {
        HttpResponse<String> wrong = this.pusher.send("PUT",
                this.pusher.begin("team/web") + "&digest=" + digest("something else"), "layer");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("DIGEST_INVALID");
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest("something else")).statusCode()).isEqualTo(404);
        assertThat(aws.directory().resolve("localaws/registry/uploads")).isEmptyDirectory();
    }

    @Test
    void anUnknownDigestAlgorithmIsRefused() {
        String md5 = "md5:" + "0".repeat(32);
        HttpResponse<String> wrong = this.pusher.send("POST", UPLOADS + "?digest=" + md5, "layer");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("DIGEST_INVALID");
        assertThat(this.pusher.get("/v2/team/web/blobs/" + md5).statusCode()).isEqualTo(400);
    }

    @Test
    void aBlobOfAnotherRepositoryIsMounted() {
        Digest digest = this.pusher.blob("other", "shared");
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest).statusCode()).isEqualTo(404);
        HttpResponse<String> mounted = this.pusher.send("POST", UPLOADS + "?mount=" + digest + "&from=other", "");
        assertThat(mounted.statusCode()).isEqualTo(201);
        assertThat(header(mounted, "Location")).isEqualTo("/v2/team/web/blobs/" + digest);
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest).body()).isEqualTo("shared");
    }

    @Test
    void whatCannotBeMountedBecomesAnUpload() {
        HttpResponse<String> begun = this.pusher.send("POST", UPLOADS + "?mount=" + digest("nowhere") + "&from=other",
                "");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(this.pusher.send("PUT", header(begun, "Location") + "&digest=" + digest("nowhere"), "nowhere")
            .statusCode()).isEqualTo(201);
    }

    @Test
    void aRepositoryThatDoesNotExistIsRefusedInEcrsWords() {
        HttpResponse<String> wrong = this.pusher.send("POST", "/v2/nobody/blobs/uploads/", "");
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).contains("NAME_UNKNOWN",
                "The repository with name 'nobody' does not exist in the registry with id '123456789012'");
    }

    @Test
    void aRangeOfABlobIsGiven() {
        String path = "/v2/team/web/blobs/" + this.pusher.blob("team/web", "0123456789");
        HttpResponse<String> middle = this.pusher.get(path, "Range", "bytes=2-4");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo("234");
        assertThat(header(middle, "Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(this.pusher.get(path, "Range", "bytes=7-").body()).isEqualTo("789");
        assertThat(this.pusher.get(path, "Range", "bytes=-2").body()).isEqualTo("89");
        HttpResponse<String> beyond = this.pusher.get(path, "Range", "bytes=10-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    void aBlobIsAskedForByItsHeadAlone() {
        Digest digest = this.pusher.blob("team/web", "layer");
        HttpResponse<String> head = this.pusher.send("HEAD", "/v2/team/web/blobs/" + digest, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("5");
        assertThat(header(head, "Docker-Content-Digest")).isEqualTo(digest.toString());
        assertThat(this.pusher.send("HEAD", "/v2/team/web/blobs/" + digest("none"), "").statusCode()).isEqualTo(404);
    }

    @Test
    void aBlobIsDeletedUnlessAnImageNeedsIt() {
        Digest free = this.pusher.blob("team/web", "free");
        assertThat(this.pusher.send("DELETE", "/v2/team/web/blobs/" + free, "").statusCode()).isEqualTo(202);
        assertThat(this.pusher.send("DELETE", "/v2/team/web/blobs/" + free, "").statusCode()).isEqualTo(404);
        this.pusher.manifest("team/web", "1", this.pusher.image("team/web", "needed"));
        HttpResponse<String> wrong = this.pusher.send("DELETE", "/v2/team/web/blobs/" + digest("needed"), "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(this.pusher.get("/v2/team/web/blobs/" + digest("needed")).body()).isEqualTo("needed");
    }

}
