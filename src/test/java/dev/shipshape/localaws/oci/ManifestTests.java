package dev.shipshape.localaws.oci;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** Manifests, tags and referrers, request by request. */
class ManifestTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private Pusher pusher = Pusher.of(aws);

    @BeforeEach
    void makeRepository() {
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("web"));
        this.pusher = Pusher.of(aws);
    }

    @Test
    void aManifestComesBackByteForByteByTagAndByDigest() {
        String manifest = this.pusher.image("web", "layer").replace(",", " ,\n ");
        Digest digest = this.pusher.manifest("web", "1.0", manifest);
        for (String reference : new String[] { "1.0", digest.toString() }) {
            HttpResponse<String> pulled = this.pusher.get("/v2/web/manifests/" + reference);
            assertThat(pulled.body()).isEqualTo(manifest);
            assertThat(header(pulled, "Content-Type")).isEqualTo(IMAGE);
            assertThat(header(pulled, "Docker-Content-Digest")).isEqualTo(digest.toString());
            HttpResponse<String> head = this.pusher.send("HEAD", "/v2/web/manifests/" + reference, "");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(header(head, "Content-Length")).isEqualTo("" + manifest.length());
        }
    }

    @Test
    void aManifestWithoutMediaTypeIsTakenForWhatItLooksLike() {
        String image = this.pusher.image("web", "layer").replace("\"mediaType\":\"" + IMAGE + "\",", "");
        this.pusher.manifest("web", "plain", image);
        assertThat(header(this.pusher.get("/v2/web/manifests/plain"), "Content-Type")).isEqualTo(IMAGE);
        String index = Pusher.index(image).replaceFirst("\"mediaType\":\"" + Pattern.quote(INDEX) + "\",", "");
        this.pusher.manifest("web", "all", index);
        assertThat(header(this.pusher.get("/v2/web/manifests/all"), "Content-Type")).isEqualTo(INDEX);
    }

    @Test
    void dockersManifestsAreKeptAsWell() {
        String docker = "application/vnd.docker.distribution.manifest.v2+json";
        String list = "application/vnd.docker.distribution.manifest.list.v2+json";
        String image = this.pusher.image("web", "layer").replace(IMAGE, docker);
        assertThat(this.pusher.put("web", "1", image, "Content-Type", docker).statusCode()).isEqualTo(201);
        assertThat(this.pusher.put("web", "all", Pusher.index(image).replace(INDEX, list), "Content-Type", list)
            .statusCode()).isEqualTo(201);
        assertThat(header(this.pusher.get("/v2/web/manifests/1"), "Content-Type")).isEqualTo(docker);
        assertThat(header(this.pusher.get("/v2/web/manifests/all"), "Content-Type")).isEqualTo(list);
    }

    @Test
    void whatIsNoManifestIsRefused() {
        String image = this.pusher.image("web", "layer");
        assertThat(this.pusher.put("web", "1", "no JSON").body()).contains("MANIFEST_INVALID");
        assertThat(this.pusher.put("web", "1", "{\"schemaVersion\":1}").statusCode()).isEqualTo(400);
        assertThat(this.pusher.put("web", "1", image, "Content-Type", INDEX).body()).contains("MANIFEST_INVALID");
        assertThat(this.pusher.put("web", "1", image.replace(IMAGE, "text/strange")).body())
            .contains("MANIFEST_INVALID");
        assertThat(this.pusher.put("web", "-1-", image).body()).contains("TAG_INVALID");
        assertThat(this.pusher.put("web", "1", " ".repeat(4 * 1024 * 1024 + 1)).statusCode()).isEqualTo(413);
        assertThat(this.pusher.get("/v2/web/tags/list").body()).contains("\"tags\":[]");
    }

    @Test
    void aManifestWhoseBlobsAreMissingIsRefused() {
        String manifest = this.pusher.image("web", "layer").replace(digest("layer").hex(), digest("none").hex());
        HttpResponse<String> wrong = this.pusher.put("web", "1", manifest);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("MANIFEST_BLOB_UNKNOWN", digest("none").toString());
    }

    @Test
    void anIndexWhoseManifestsAreMissingIsRefused() {
        HttpResponse<String> wrong = this.pusher.put("web", "1", Pusher.index(this.pusher.image("web", "layer")));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void aDigestThatIsNotTheManifestsIsRefused() {
        HttpResponse<String> wrong = this.pusher.put("web", digest("other").toString(),
                this.pusher.image("web", "layer"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("DIGEST_INVALID");
    }

    @Test
    void anImmutableTagStaysWhereItIs() {
        aws.client(EcrClient.builder())
            .putImageTagMutability(
                    (repository) -> repository.repositoryName("web").imageTagMutability(ImageTagMutability.IMMUTABLE));
        String first = this.pusher.image("web", "first");
        this.pusher.manifest("web", "1", first);
        HttpResponse<String> second = this.pusher.put("web", "1", this.pusher.image("web", "second"));
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).contains("TAG_INVALID",
                "The image tag '1' already exists in the 'web' repository and cannot be overwritten");
        assertThat(this.pusher.get("/v2/web/manifests/1").body()).isEqualTo(first);
        assertThat(this.pusher.put("web", "1", first).statusCode()).as("the same once more").isEqualTo(201);
    }

    @Test
    void aMutableTagMoves() {
        this.pusher.manifest("web", "1", this.pusher.image("web", "first"));
        String second = this.pusher.image("web", "second");
        this.pusher.manifest("web", "1", second);
        assertThat(this.pusher.get("/v2/web/manifests/1").body()).isEqualTo(second);
    }

    @Test
    void tagsAreListedInPages() {
        String manifest = this.pusher.image("web", "layer");
        for (String tag : new String[] { "c", "a", "d", "b" }) {
            this.pusher.manifest("web", tag, manifest);
        }
        assertThat(this.pusher.get("/v2/web/tags/list").body()).contains("\"name\":\"web\"",
                "\"tags\":[\"a\",\"b\",\"c\",\"d\"]");
        HttpResponse<String> page = this.pusher.get("/v2/web/tags/list?n=2");
        assertThat(page.body()).contains("\"tags\":[\"a\",\"b\"]");
        assertThat(header(page, "Link")).isEqualTo("</v2/web/tags/list?n=2&last=b>; rel=\"next\"");
        HttpResponse<String> rest = this.pusher.get("/v2/web/tags/list?n=2&last=b");
        assertThat(rest.body()).contains("\"tags\":[\"c\",\"d\"]");
        assertThat(header(rest, "Link")).isEqualTo("none");
        assertThat(this.pusher.get("/v2/web/tags/list?n=many").statusCode()).isEqualTo(400);
    }

    @Test
    void whatRefersToAnImageIsListed() {
        String image = this.pusher.image("web", "layer");
        Digest subject = this.pusher.manifest("web", "1", image);
        assertThat(this.pusher.get("/v2/web/referrers/" + subject).body()).contains("\"manifests\":[]");
        String about = ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(IMAGE, subject,
                image.length());
        String signature = artifact(image, "test/signature", about);
        HttpResponse<String> pushed = this.pusher.put("web", digest(signature).toString(), signature);
        assertThat(header(pushed, "OCI-Subject")).isEqualTo(subject.toString());
        String list = artifact(image, "test/list", about);
        this.pusher.manifest("web", digest(list).toString(), list);
        HttpResponse<String> all = this.pusher.get("/v2/web/referrers/" + subject);
        assertThat(header(all, "Content-Type")).isEqualTo(INDEX);
        assertThat(all.body()).contains(digest(signature).toString(), digest(list).toString(),
                "\"artifactType\":\"test/list\"", "\"annotations\":{\"by\":\"us\"}");
        HttpResponse<String> signatures = this.pusher
            .get("/v2/web/referrers/" + subject + "?artifactType=test/signature");
        assertThat(header(signatures, "OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(signatures.body()).contains(digest(signature).toString()).doesNotContain(digest(list).toString());
    }

    private static String artifact(String image, String type, String about) {
        return image.substring(0, image.length() - 1) + ",\"artifactType\":\"" + type
                + "\",\"annotations\":{\"by\":\"us\"}" + about + "}";
    }

    @Test
    void aManifestIsDeletedByDigestAfterWhatListsIt() {
        String image = this.pusher.image("web", "layer");
        this.pusher.manifest("web", "1", image);
        String index = Pusher.index(image);
        this.pusher.manifest("web", "all", index);
        HttpResponse<String> early = this.pusher.send("DELETE", "/v2/web/manifests/" + digest(image), "");
        assertThat(early.statusCode()).isEqualTo(405);
        assertThat(early.body()).contains("Requested image referenced by manifest list: [" + digest(index) + "]");
        assertThat(this.pusher.send("DELETE", "/v2/web/manifests/" + digest(index), "").statusCode()).isEqualTo(202);
        assertThat(this.pusher.send("DELETE", "/v2/web/manifests/" + digest(image), "").statusCode()).isEqualTo(202);
        assertThat(this.pusher.get("/v2/web/manifests/1").body()).contains("MANIFEST_UNKNOWN");
        assertThat(this.pusher.send("DELETE", "/v2/web/manifests/" + digest(image), "").statusCode()).isEqualTo(404);
    }

    @Test
    void deletingATagLeavesTheOthers() {
        String manifest = this.pusher.image("web", "layer");
        this.pusher.manifest("web", "1", manifest);
        this.pusher.manifest("web", "latest", manifest);
        assertThat(this.pusher.send("DELETE", "/v2/web/manifests/latest", "").statusCode()).isEqualTo(202);
        assertThat(this.pusher.get("/v2/web/manifests/latest").statusCode()).isEqualTo(404);
        assertThat(this.pusher.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
    }

}
