package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * "Each AWS account is provided with a default private Amazon ECR registry" in each
 * region (Amazon ECR user guide, "Private registry"), and one has nothing of another.
 */
class RegionsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcrClient home = aws.client(EcrClient.builder());

    private EcrClient abroad = aws.client(EcrClient.builder(), Region.EU_WEST_1);

    @BeforeEach
    void connect() {
        this.home = aws.client(EcrClient.builder());
        this.abroad = aws.client(EcrClient.builder(), Region.EU_WEST_1);
    }

    @Test
    void oneNameIsARepositoryInEachRegion() {
        this.home.createRepository((request) -> request.repositoryName("web"));
        assertThat(this.abroad.describeRepositories().repositories()).isEmpty();
        assertThatExceptionOfType(RepositoryNotFoundException.class)
            .isThrownBy(() -> this.abroad.listImages((request) -> request.repositoryName("web")));
        assertThat(this.abroad.createRepository((request) -> request.repositoryName("web")).repository())
            .satisfies((made) -> {
                assertThat(made.repositoryArn()).isEqualTo("arn:aws:ecr:eu-west-1:123456789012:repository/web");
                assertThat(made.repositoryUri()).isEqualTo("localhost:" + port() + "/web");
            });
        this.abroad.deleteRepository((request) -> request.repositoryName("web"));
        assertThat(this.home.describeRepositories().repositories()).hasSize(1);
    }

    @Test
    void theTokenSaysWhichRegionsRegistryIsMeant() {
        this.home.createRepository((request) -> request.repositoryName("web"));
        this.abroad.createRepository((request) -> request.repositoryName("web"));
        Pusher pusher = Pusher.of(aws.url(), this.abroad);
        String manifest = pusher.image("web", "layer");
        pusher.manifest("web", "1", manifest);
        assertThat(this.abroad.listImages((request) -> request.repositoryName("web")).imageIds()).hasSize(1);
        assertThat(this.home.listImages((request) -> request.repositoryName("web")).imageIds()).isEmpty();
        assertThat(pusher.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        Pusher elsewhere = Pusher.of(aws.url(), this.home);
        assertThat(elsewhere.get("/v2/web/manifests/1").statusCode()).isEqualTo(404);
        assertThat(elsewhere.get("/v2/web/blobs/" + Pusher.digest("layer")).statusCode()).isEqualTo(404);
    }

    @Test
    void anUploadStaysInItsRegion() {
        this.home.createRepository((request) -> request.repositoryName("web"));
        this.abroad.createRepository((request) -> request.repositoryName("web"));
        String location = Pusher.of(aws.url(), this.abroad).begin("web");
        assertThat(Pusher.of(aws.url(), this.home).send("PATCH", location, "layer").statusCode()).isEqualTo(404);
        assertThat(Pusher.of(aws.url(), this.abroad).send("PATCH", location, "layer").statusCode()).isEqualTo(202);
    }

    @Test
    void theHostGoesBeforeTheToken() throws Exception {
        this.abroad.createRepository((request) -> request.repositoryName("web"));
        for (String host : new String[] { "123456789012.dkr.ecr.eu-west-1.localhost:4566",
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com" }) {
            assertThat(catalogue(host)).as(host).contains("{\"repositories\":[\"web\"]}");
        }
        assertThat(catalogue("localhost")).contains("{\"repositories\":[]}");
    }

    /** Java's client does not let a caller choose the Host. */
    private String catalogue(String host) throws IOException {
        String request = "GET /v2/_catalog HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Basic "
                + Pusher.of(aws.url(), this.home).token() + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int port() {
        return URI.create(aws.url()).getPort();
    }

}
