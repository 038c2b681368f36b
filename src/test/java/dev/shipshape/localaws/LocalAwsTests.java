package dev.shipshape.localaws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.calls.AwsApi;
import dev.shipshape.localaws.server.AddressInUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.EcsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalAwsTests {

    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/aws4_request, "
            + "SignedHeaders=host, Signature=00";

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anUnknownOperationSaysSo() throws Exception {
        HttpResponse<String> answer = call("AmazonEC2ContainerServiceV20141113.MakeCoffee", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"UnknownOperationException\"").contains("MakeCoffee");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("UnknownOperationException");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void anUnknownTargetSaysSo() throws Exception {
        assertThat(call("Nothing.CreateCluster", "{}").body()).contains("UnknownOperationException");
    }

    @Test
    void anUnknownQueryIsAnsweredInXml() throws Exception {
        HttpResponse<String> answer = send(
                post("Action=Foo&Version=2000-01-01").header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", SIGNED));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<ErrorResponse>", "<Code>InvalidAction</Code>", "<RequestId>");
    }

    @Test
    void whatIsNotJsonIsASerializationException() throws Exception {
        assertThat(call("AmazonEC2ContainerServiceV20141113.ListClusters", "{nonsense").body())
            .contains("SerializationException");
        assertThat(call("AmazonEC2ContainerServiceV20141113.ListClusters", "[]").body())
            .contains("SerializationException");
        assertThat(call("AmazonEC2ContainerServiceV20141113.ListClusters", "{\"maxResults\":\"ten\"}").body())
            .contains("SerializationException", "STRING_VALUE can not be converted to a Integer");
    }

    @Test
    void anUnsignedCallIsRefused() throws Exception {
        HttpResponse<String> answer = send(
                post("{}").header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("MissingAuthenticationTokenException");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> answer = call("AmazonEC2ContainerServiceV20141113.ListClusters",
                " ".repeat(AwsApi.MAX_BODY + 1));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aForeignHostNameIsRefused() throws Exception {
        assertThat(statusFor("evil.example")).isEqualTo(403);
        assertThat(statusFor("localhost.evil.example:80")).isEqualTo(403);
        assertThat(statusFor("host.docker.internal")).isEqualTo(403);
    }

    @Test
    void loopbackAndListedHostNamesAreAnswered() throws Exception {
        for (String host : Set.of("localhost", "app.localhost:4566", "127.0.0.2", "[::1]:4566", "sandbox.example")) {
            assertThat(statusFor(host)).as(host).isEqualTo(200);
        }
    }

    @Test
    void callsAreCountedSinceTheReset() throws Exception {
        aws.ecs().createCluster();
        aws.ecs().listClusters();
        aws.ecs().listClusters();
        assertThat(get("/_localaws/requests").body()).contains("\"total\":3", "\"ecs:ListClusters\":2");
        HttpResponse<String> reset = send(
                HttpRequest.newBuilder(uri("/_localaws/reset")).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(reset.statusCode()).isEqualTo(204);
        assertThat(get("/_localaws/requests").body()).contains("\"total\":0");
        assertThat(aws.ecs().listClusters().clusterArns()).isEmpty();
    }

    @Test
    void aWebPageMayNotSteerTheSandbox() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/_localaws/reset"))
            .header("Origin", aws.url())
            .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aRefusalHasAwssTypeMessageAndRequestId() {
        assertThatExceptionOfType(EcsException.class)
            .isThrownBy(() -> aws.ecs().deleteCluster((cluster) -> cluster.cluster("none")))
            .satisfies((ex) -> {
                assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ClusterNotFoundException");
                assertThat(ex.awsErrorDetails().errorMessage()).isEqualTo("Cluster not found.");
                assertThat(ex.requestId()).isNotBlank();
            });
    }

    @Test
    void whatWasMadeIsThereAfterARestart() {
        aws.ecs().createCluster((cluster) -> cluster.clusterName("kept"));
        aws.restart();
        assertThat(aws.ecs().describeClusters((clusters) -> clusters.clusters("kept")).clusters()).hasSize(1);
    }

    @Test
    void aBusyPortIsNamed(@TempDir Path directory) {
        int port = URI.create(aws.url()).getPort();
        LocalAwsProperties properties = new LocalAwsProperties(true, port, "127.0.0.1", Pace.INSTANT,
                LocalAwsProperties.Engine.SIMULATED, null);
        try (LocalAws second = new LocalAws(properties, directory, Set.of(), Clock.systemUTC())) {
            assertThatExceptionOfType(AddressInUse.class).isThrownBy(second::start)
                .withMessageContaining("127.0.0.1:" + port);
            assertThat(second.isRunning()).isFalse();
        }
    }

    private HttpResponse<String> call(String target, String body) throws IOException, InterruptedException {
        return send(post(body).header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("Authorization", SIGNED));
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(uri("/")).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(aws.url() + path);
    }

    /** Java's client does not let a caller choose the Host. */
    private static int statusFor(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(aws.url()).getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(("GET /_localaws/requests HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

}
