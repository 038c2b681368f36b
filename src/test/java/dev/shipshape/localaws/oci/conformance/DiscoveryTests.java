package dev.shipshape.localaws.oci.conformance;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** The category "Content Discovery": tags and referrers. */
class DiscoveryTests extends Conformance {

    private static final String TAGS = ROOT + "/tags/list";

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @Test
    @DisplayName("spec: Listing tags: 200 with the name and the tags in lexical order")
    void tagsAreListed() {
        push("test2", "test0", "test3", "test1");
        HttpResponse<String> answer = this.client.get(TAGS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(json(answer).path("name").asString()).isEqualTo(REPOSITORY);
        assertThat(tags(answer)).containsExactly("test0", "test1", "test2", "test3");
        assertThat(this.client.send("HEAD", TAGS, "").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("spec: Listing tags: a repository without tags has an empty list")
    void noTagsAreAnEmptyList() {
        assertThat(tags(this.client.get(TAGS))).isEmpty();
        String manifest = this.client.image(REPOSITORY, "layer");
        this.client.manifest(REPOSITORY, digest(manifest).toString(), manifest);
        assertThat(tags(this.client.get(TAGS))).isEmpty();
    }

    @Test
    @DisplayName("spec: Listing tags: n limits them, Link leads to the next ones, the last page has no Link")
    void tagsAreListedInPages() {
        push("a", "b", "c", "d", "e");
        List<String> seen = new ArrayList<>();
        int pages = 0;
        for (String path = TAGS + "?n=2"; path != null; pages++) {
            HttpResponse<String> page = this.client.get(path);
            assertThat(tags(page)).hasSizeLessThanOrEqualTo(2);
            seen.addAll(tags(page));
            Matcher next = NEXT.matcher(header(page, "Link"));
            path = next.matches() ? next.group(1) : null;
        }
        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    @DisplayName("spec: Listing tags: n greater than their number gives all, without Link")
    void aLargePageHasAll() {
        push("a", "b");
        for (String n : List.of("2", "3", "1000000000000")) {
            HttpResponse<String> page = this.client.get(TAGS + "?n=" + n);
            assertThat(tags(page)).containsExactly("a", "b");
            assertThat(header(page, "Link")).isEqualTo("none");
        }
    }

    @Test
    @DisplayName("spec: Listing tags: n=0 gives an empty list without Link")
    void noTagsAreAskedFor() {
        push("a", "b");
        HttpResponse<String> page = this.client.get(TAGS + "?n=0");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(tags(page)).isEmpty();
        assertThat(header(page, "Link")).isEqualTo("none");
    }

    @Test
    @DisplayName("spec: Listing tags: last begins after it, with and without n, and need not be a tag")
    void tagsAfterOneAreListed() {
        push("a", "b", "d");
        assertThat(tags(this.client.get(TAGS + "?last=a"))).containsExactly("b", "d");
        assertThat(tags(this.client.get(TAGS + "?n=1&last=a"))).containsExactly("b");
        assertThat(tags(this.client.get(TAGS + "?last=c"))).containsExactly("d");
        assertThat(tags(this.client.get(TAGS + "?last=d"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "many", "" })
    @DisplayName("spec: Listing tags: n that is no number is 400")
    void aPageSizeThatIsNoneIsRefused(String n) {
        assertThat(this.client.get(TAGS + "?n=" + n).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("spec: Listing repositories: _catalog, in pages as well")
    void repositoriesAreListed() {
        HttpResponse<String> page = this.client.get("/v2/_catalog?n=1");
        assertThat(page.body()).isEqualTo("{\"repositories\":[\"" + REPOSITORY + "\"]}");
        Matcher next = NEXT.matcher(header(page, "Link"));
        assertThat(next.matches()).isTrue();
        assertThat(this.client.get(next.group(1)).body()).contains(OTHER).doesNotContain(REPOSITORY);
    }

    @Test
    @DisplayName("spec: Listing referrers: 200 with an empty index for a digest that nothing is about")
    void nothingIsAboutAnUnknownDigest() {
        HttpResponse<String> answer = this.client.get(referrers(digest("hello world")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(INDEX);
        JsonNode index = json(answer);
        assertThat(index.path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(index.path("mediaType").asString()).isEqualTo(INDEX);
        assertThat(index.path("manifests").isArray()).isTrue();
        assertThat(index.path("manifests").size()).isZero();
        assertThat(this.client.send("HEAD", referrers(digest("hello world")), "").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("spec: Listing referrers: each with mediaType, size, digest, artifactType and annotations")
    void whatIsAboutAManifestIsListed() {
        String image = this.client.image(REPOSITORY, "layer");
        String annotations = ",\"annotations\":{\"org.opencontainers.conformance.test\":\"a value\"}";
        String byConfig = with(
                this.client.image(REPOSITORY, "one").replace("application/vnd.oci.image.config.v1+json", "test/config"),
                subject(image) + annotations);
        String byType = with(this.client.image(REPOSITORY, "two"),
                "\"artifactType\":\"test/type\"," + subject(image) + annotations);
        String index = with(Pusher.index(), "\"artifactType\":\"test/index\"," + subject(image) + annotations);
        String plainIndex = with(Pusher.index(), subject(image) + annotations);
        for (String about : List.of(byConfig, byType, index, plainIndex)) {
            this.client.manifest(REPOSITORY, digest(about).toString(), about);
        }
        this.client.manifest(REPOSITORY, "1", image);
        JsonNode manifests = json(this.client.get(referrers(digest(image)))).path("manifests");
        assertThat(manifests.size()).isEqualTo(4);
        assertReferrer(manifests, byConfig, IMAGE, "test/config");
        assertReferrer(manifests, byType, IMAGE, "test/type");
        assertReferrer(manifests, index, INDEX, "test/index");
        assertReferrer(manifests, plainIndex, INDEX, "");
    }

    private static void assertReferrer(JsonNode manifests, String content, String mediaType, String artifactType) {
        JsonNode found = StreamSupport.stream(manifests.spliterator(), false)
            .filter((one) -> one.path("digest").asString().equals(digest(content).toString()))
            .findFirst()
            .orElseThrow();
        assertThat(found.path("mediaType").asString()).isEqualTo(mediaType);
        assertThat(found.path("size").asInt()).isEqualTo(content.length());
        assertThat(found.path("artifactType").asString("")).isEqualTo(artifactType);
        assertThat(found.path("annotations").path("org.opencontainers.conformance.test").asString())
            .isEqualTo("a value");
    }

    @Test
    @DisplayName("spec: Listing referrers: artifactType filters, and OCI-Filters-Applied says so")
    void whatIsAboutAManifestIsFiltered() {
        String image = this.client.image(REPOSITORY, "layer");
        Digest wanted = about(image, "application/vnd.example+json", "one");
        about(image, "test/other", "two");
        String path = referrers(digest(image)) + "?artifactType=application/vnd.example";
        for (String plus : List.of("+", "%2B")) {
            HttpResponse<String> answer = this.client.get(path + plus + "json");
            assertThat(header(answer, "OCI-Filters-Applied")).isEqualTo("artifactType");
            JsonNode manifests = json(answer).path("manifests");
            assertThat(manifests.size()).isEqualTo(1);
            assertThat(manifests.get(0).path("digest").asString()).isEqualTo(wanted.toString());
        }
        HttpResponse<String> none = this.client.get(path + ".none");
        assertThat(header(none, "OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(json(none).path("manifests").size()).isZero();
        assertThat(header(this.client.get(referrers(digest(image))), "OCI-Filters-Applied")).isEqualTo("none");
    }

    @Test
    @DisplayName("spec: Listing referrers: of a manifest that is not there yet, and after it was deleted")
    void theSubjectNeedNotBeThere() {
        String image = this.client.image(REPOSITORY, "layer");
        Digest about = about(image, "test/type", "one");
        assertThat(this.client.get(referrers(digest(image))).body()).contains(about.toString());
        this.client.manifest(REPOSITORY, "1", image);
        this.client.send("DELETE", ROOT + "/manifests/" + digest(image), "");
        assertThat(this.client.get(referrers(digest(image))).body()).contains(about.toString());
        this.client.send("DELETE", ROOT + "/manifests/" + about, "");
        assertThat(json(this.client.get(referrers(digest(image)))).path("manifests").size()).isZero();
    }

    @Test
    @DisplayName("spec: Listing referrers: a digest that is none is 400")
    void aDigestThatIsNoneIsRefused() {
        assertError(this.client.get(ROOT + "/referrers/sha256:short"), 400, "DIGEST_INVALID");
    }

    private Digest about(String image, String type, String layer) {
        String about = with(this.client.image(REPOSITORY, layer),
                "\"artifactType\":\"" + type + "\"," + subject(image));
        return this.client.manifest(REPOSITORY, digest(about).toString(), about);
    }

    private static String referrers(Digest digest) {
        return ROOT + "/referrers/" + digest;
    }

    private void push(String... tags) {
        String manifest = this.client.image(REPOSITORY, "layer");
        for (String tag : tags) {
            this.client.manifest(REPOSITORY, tag, manifest);
        }
    }

    private static List<String> tags(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(json(answer).path("tags").spliterator(), false).map(JsonNode::asString).toList();
    }

}
