package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;

import static dev.shipshape.localaws.oci.Pusher.header;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may come in, and what is still there afterwards. */
class AccessTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-02-03T04:05:06Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT, clock);

    @Test
    void aTokenOpensTheRegistry() {
        HttpResponse<String> root = Pusher.of(aws).get("/v2/");
        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(header(root, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    void withoutATokenItSaysHowToGetIn() {
        HttpResponse<String> refused = Pusher.of(aws).withToken("").get("/v2/");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).startsWith("Basic realm=\"http://");
        assertThat(refused.body()).contains("\"code\":\"UNAUTHORIZED\"");
    }

    @Test
    void aWrongPasswordIsRefused() {
        Pusher pusher = Pusher.of(aws);
        String real = new String(Base64.getDecoder().decode(pusher.token()), StandardCharsets.UTF_8);
        for (String wrong : new String[] { "AWS:password", "AWS:9999999999.abc", real + "x",
                "admin" + real.substring(3), real.replaceFirst("AWS:\\d", "AWS:9") }) {
            String token = Base64.getEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8));
            assertThat(pusher.withToken(token).get("/v2/").statusCode()).as(wrong).isEqualTo(401);
        }
        assertThat(pusher.withToken("%%%").get("/v2/").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenEndsAfterTwelveHours() {
        Pusher pusher = Pusher.of(aws);
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(pusher.get("/v2/").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> late = pusher.get("/v2/");
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("DENIED", "Your authorization token has expired");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThat(Pusher.of(aws).get("/v2/web/nothing").statusCode()).isEqualTo(404);
        assertThat(Pusher.of(aws).send("POST", "/v2/web/tags/list", "").statusCode()).isEqualTo(405);
        assertThat(Pusher.of(aws).get("/v2/Upper/tags/list").body()).contains("NAME_INVALID");
    }

    /** Java's client would not send such a thing. */
    @Test
    void aQueryThatIsNotEncodedAsItShouldBeIsRefused() throws IOException {
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("web"));
        String request = "GET /v2/web/tags/list?n=%zz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                + Pusher.of(aws).token() + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(aws.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 400")
                .contains("not URL-encoded");
        }
    }

    @Test
    void repositoriesAreListed() {
        for (String name : new String[] { "b", "a/b", "c" }) {
            aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("x" + name));
        }
        assertThat(Pusher.of(aws).get("/v2/_catalog?n=2").body()).isEqualTo("{\"repositories\":[\"xa/b\",\"xb\"]}");
    }

    @Test
    void whatWasPushedAndTheLoginOutliveARestart() {
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("web"));
        Pusher before = Pusher.of(aws);
        String manifest = before.image("web", "layer");
        Digest digest = before.manifest("web", "1", manifest);
        aws.restart();
        Pusher after = Pusher.of(aws).withToken(before.token());
        assertThat(after.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        assertThat(header(after.get("/v2/web/manifests/" + digest), "Docker-Content-Digest"))
            .isEqualTo(digest.toString());
        assertThat(after.get("/v2/web/blobs/" + Pusher.digest("layer")).body()).isEqualTo("layer");
    }

    @Test
    void aResetLeavesNothing() {
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("web"));
        Pusher pusher = Pusher.of(aws);
        pusher.manifest("web", "1", pusher.image("web", "layer"));
        aws.reset();
        assertThat(pusher.get("/v2/web/manifests/1").body()).contains("NAME_UNKNOWN");
        aws.client(EcrClient.builder()).createRepository((repository) -> repository.repositoryName("web"));
        assertThat(pusher.get("/v2/web/blobs/" + Pusher.digest("layer")).statusCode()).isEqualTo(404);
    }

}
