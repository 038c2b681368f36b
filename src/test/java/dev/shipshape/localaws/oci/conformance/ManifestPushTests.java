package dev.shipshape.localaws.oci.conformance;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.shipshape.localaws.oci.Pusher.digest;
import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** The category "Push": manifests. */
class ManifestPushTests extends Conformance {

    @Test
    @DisplayName("spec: Pushing manifests: PUT by tag and by digest is 201 with the manifest's Location")
    void aManifestIsPushed() {
        String manifest = this.client.image(REPOSITORY, "layer");
        assertPushed(manifest, "tagtest0", IMAGE);
        assertPushed(manifest, digest(manifest).toString(), IMAGE);
        for (int number = 0; number < 4; number++) {
            assertPushed(manifest, "test" + number, IMAGE);
        }
    }

    @Test
    @DisplayName("spec: Pushing manifests: kept byte for byte, with unknown members and white space")
    void aManifestIsKeptByteForByte() {
        String manifest = with(this.client.image(REPOSITORY, "layer").replace(",", " ,\n\t"),
                "\"org.example.unknown\":{\"a\":[1,2]}");
        assertPushed(manifest, "custom", IMAGE);
    }

    @Test
    @DisplayName("spec: Pushing manifests: an image without layers")
    void anImageNeedsNoLayers() {
        assertPushed(this.client.image(REPOSITORY), "emptylayer", IMAGE);
    }

    @Test
    @DisplayName("spec: Pushing manifests: an artifact whose configuration has a type of its own")
    void anArtifactByItsConfigurationsType() {
        assertPushed(
                this.client.image(REPOSITORY, "layer")
                    .replace("application/vnd.oci.image.config.v1+json", "application/vnd.nhl.peanut.butter.bagel"),
                "artifact", IMAGE);
    }

    @Test
    @DisplayName("spec: Pushing manifests: an artifact with artifactType and the empty configuration")
    void anArtifactByItsArtifactType() {
        assertPushed(with(
                this.client.image(REPOSITORY, "{}")
                    .replace("application/vnd.oci.image.config.v1+json", "application/vnd.oci.empty.v1+json"),
                "\"artifactType\":\"application/vnd.example.oci.conformance.v1\""), "artifact", IMAGE);
    }

    @Test
    @DisplayName("spec: Pushing manifests: a data member in a descriptor")
    void aDescriptorMayCarryItsContent() {
        assertPushed(this.client.image(REPOSITORY, "layer").replace("\"size\":2}", "\"size\":2,\"data\":\"e30=\"}"),
                "data", IMAGE);
    }

    @Test
    @DisplayName("spec: Pushing manifests: layers that may not be distributed need not be there")
    void foreignLayersNeedNotBeThere() {
        String manifest = this.client.image(REPOSITORY, "layer")
            .replace("\"layers\":[",
                    "\"layers\":[{\"mediaType\":"
                            + "\"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip\",\"digest\":\""
                            + digest("far") + "\",\"size\":123,\"urls\":[\"https://store.example.com/far\"]},");
        assertPushed(manifest, "foreign", IMAGE);
    }

    @Test
    @DisplayName("spec: Pushing manifests: an index, an empty index and an index of indexes")
    void anIndexIsPushed() {
        String image = this.client.image(REPOSITORY, "layer");
        assertPushed(image, digest(image).toString(), IMAGE);
        String index = Pusher.index(image);
        assertPushed(index, "index", INDEX);
        assertPushed(Pusher.index(), "empty", INDEX);
        assertPushed(Pusher.index(index, Pusher.index()).replace(IMAGE, INDEX), "nested", INDEX);
    }

    @Test
    @DisplayName("spec: Pushing manifests: Docker's schema 2 and its lists")
    void dockersManifestsArePushed() {
        String image = "application/vnd.docker.distribution.manifest.v2+json";
        String list = "application/vnd.docker.distribution.manifest.list.v2+json";
        String manifest = this.client.image(REPOSITORY, "layer").replace(IMAGE, image);
        assertPushed(manifest, "docker", image);
        assertPushed(Pusher.index(manifest).replace(IMAGE, image).replace(INDEX, list), "list", list);
    }

    @Test
    @DisplayName("spec: Pushing manifests: a subject is told back in OCI-Subject, also one that is not there yet")
    void aSubjectIsToldBack() {
        String image = this.client.image(REPOSITORY, "layer");
        String about = with(this.client.image(REPOSITORY, "signature"), subject(image));
        HttpResponse<String> early = put(about, digest(about).toString(), IMAGE);
        assertThat(early.statusCode()).isEqualTo(201);
        assertThat(header(early, "OCI-Subject")).isEqualTo(digest(image).toString());
        assertThat(header(put(image, "1", IMAGE), "OCI-Subject")).isEqualTo("none");
        assertThat(header(put(about, "2", IMAGE), "OCI-Subject")).isEqualTo(digest(image).toString());
        assertThat(header(put(with(Pusher.index(), subject(image)), "3", INDEX), "OCI-Subject"))
            .isEqualTo(digest(image).toString());
    }

    @Test
    @DisplayName("spec: Pushing manifests: 4 megabytes are taken, more than the limit is 413")
    void aManifestMayHaveFourMegabytes() {
        String annotations = IntStream.range(0, 390)
            .mapToObj((number) -> "\"large-annotation-" + number + "\":\"" + "A".repeat(10_000) + "\"")
            .collect(Collectors.joining(","));
        assertPushed(with(this.client.image(REPOSITORY, "layer"), "\"annotations\":{" + annotations + "}"), "large",
                IMAGE);
        assertError(put(" ".repeat(4 * 1024 * 1024 + 1), "large", IMAGE), 413, "MANIFEST_INVALID");
    }

    @Test
    @DisplayName("spec: Pushing manifests: by another registered digest: sha512")
    void manifestsArePushedBySha512() {
        Digest layer = sha512("layer");
        Digest config = sha512("{}");
        this.client.send("POST", UPLOADS + "?digest=" + layer, "layer");
        this.client.send("POST", UPLOADS + "?digest=" + config, "{}");
        String image = this.client.image(REPOSITORY, "layer")
            .replace(digest("layer").toString(), layer.toString())
            .replace(digest("{}").toString(), config.toString());
        HttpResponse<String> pushed = put(image, sha512(image).toString(), IMAGE);
        assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
        assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(sha512(image).toString());
        assertThat(this.client.get(location(pushed)).body()).isEqualTo(image);
        String index = Pusher.index(image).replace(digest(image).toString(), sha512(image).toString());
        assertThat(put(index, sha512(index).toString(), INDEX).statusCode()).isEqualTo(201);
        assertThat(this.client.send("DELETE", ROOT + "/manifests/" + sha512(index), "").statusCode()).isEqualTo(202);
        assertThat(this.client.send("DELETE", ROOT + "/manifests/" + sha512(image), "").statusCode()).isEqualTo(202);
        assertThat(this.client.send("DELETE", ROOT + "/blobs/" + layer, "").statusCode()).isEqualTo(202);
    }

    @Test
    @DisplayName("spec 1.2: Pushing manifests with tags: PUT by digest with tag parameters answers OCI-Tag for each")
    void aManifestIsPushedWithTags() {
        String manifest = this.client.image(REPOSITORY, "layer");
        HttpResponse<String> pushed = put(manifest, digest(manifest) + "?tag=one&tag=two", IMAGE);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pushed.headers().allValues("OCI-Tag")).containsExactly("one", "two");
        for (String tag : List.of("one", "two")) {
            assertThat(this.client.get(ROOT + "/manifests/" + tag).body()).isEqualTo(manifest);
        }
    }

    @Test
    @DisplayName("spec: Pushing manifests: a blob that is not there is MANIFEST_BLOB_UNKNOWN, and nothing is kept")
    void aManifestWhoseBlobsAreMissingIsRefused() {
        String manifest = this.client.image(REPOSITORY, "layer").replace(digest("layer").hex(), digest("none").hex());
        HttpResponse<String> wrong = put(manifest, "1", IMAGE);
        assertError(wrong, 400, "MANIFEST_BLOB_UNKNOWN");
        assertThat(wrong.body()).contains(digest("none").toString());
        assertThat(this.client.get(ROOT + "/manifests/1").statusCode()).isEqualTo(404);
        assertError(put(Pusher.index(manifest), "1", INDEX), 400, "MANIFEST_BLOB_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = { "blablabla", "[]", "{}", "{\"schemaVersion\":1}", "{\"schemaVersion\":2}", "", "\u0000",
            "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:short\"},\"layers\":[]}" })
    @DisplayName("spec: Pushing manifests: what is no manifest is MANIFEST_INVALID")
    void whatIsNoManifestIsRefused(String content) {
        assertError(put(content, "1", IMAGE), 400, "MANIFEST_INVALID");
    }

    @Test
    @DisplayName("spec: Pushing manifests: a mediaType other than the Content-Type is MANIFEST_INVALID")
    void aTypeThatContradictsIsRefused() {
        assertError(put(this.client.image(REPOSITORY, "layer"), "1", INDEX), 400, "MANIFEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sha256:baddigeststring", "sha256:totallywrong", "md5:d41d8cd98f00b204e9800998ecf8427e",
            "sha256:0000000000000000000000000000000000000000000000000000000000000000" })
    @DisplayName("spec: Pushing manifests: a digest that is none or another's is DIGEST_INVALID")
    void aWrongDigestIsRefused(String digest) {
        String manifest = this.client.image(REPOSITORY, "layer");
        assertError(put(manifest, digest, IMAGE), 400, "DIGEST_INVALID");
        assertError(put(manifest + "  ", digest(manifest).toString(), IMAGE), 400, "DIGEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1-", ".hidden", "a%20b", "%C3%A4" })
    @DisplayName("spec: Pulling manifests: a tag that is none (a letter, digit or _ first) is refused")
    void aTagThatIsNoneIsRefused(String tag) {
        assertError(put(this.client.image(REPOSITORY, "layer"), tag, IMAGE), 400, "TAG_INVALID");
    }

    private HttpResponse<String> put(String manifest, String reference, String type) {
        return this.client.put(REPOSITORY, reference, manifest, "Content-Type", type);
    }

    private void assertPushed(String manifest, String reference, String type) {
        HttpResponse<String> pushed = put(manifest, reference, type);
        assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
        assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(digest(manifest).toString());
        HttpResponse<String> pulled = this.client.get(location(pushed));
        assertThat(pulled.body()).isEqualTo(manifest);
        assertThat(header(pulled, "Content-Type")).isEqualTo(type);
        assertThat(this.client.get(ROOT + "/manifests/" + reference).body()).isEqualTo(manifest);
    }

}
