package dev.shipshape.localaws.oci.conformance;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Digest.Algorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tests of the specification share: an endpoint, two repositories and a client.
 */
abstract class Conformance {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    static final String REPOSITORY = "conformance/repo1";

    static final String OTHER = "conformance/repo2";

    static final String ROOT = "/v2/" + REPOSITORY;

    static final String UPLOADS = ROOT + "/blobs/uploads/";

    static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    Pusher client = Pusher.of(aws);

    @BeforeEach
    void makeRepositories() {
        EcrClient ecr = aws.client(EcrClient.builder());
        ecr.createRepository((repository) -> repository.repositoryName(REPOSITORY));
        ecr.createRepository((repository) -> repository.repositoryName(OTHER));
        this.client = Pusher.of(aws);
    }

    static Digest sha512(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8), Algorithm.SHA512);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String location(HttpResponse<String> answer) {
        return Pusher.header(answer, "Location");
    }

    /** Adds a member to a manifest. */
    static String with(String manifest, String member) {
        return manifest.substring(0, manifest.length() - 1) + "," + member + "}";
    }

    /** A subject member that names this manifest. */
    static String subject(String manifest) {
        return "\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(IMAGE,
                Pusher.digest(manifest), manifest.length());
    }

    /**
     * An error as the specification has it: a JSON object with a list of errors, each
     * with a code and maybe a message and a detail.
     */
    static void assertError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Pusher.header(answer, "Content-Type")).startsWith("application/json");
        JsonNode errors = json(answer).path("errors");
        assertThat(errors.isArray()).isTrue();
        assertThat(errors.size()).isPositive();
        assertThat(errors.get(0).path("code").asString()).isEqualTo(code);
        assertThat(errors.get(0).path("message").isString()).isTrue();
    }

}
