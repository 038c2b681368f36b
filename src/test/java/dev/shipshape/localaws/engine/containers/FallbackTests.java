package dev.shipshape.localaws.engine.containers;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Sockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Where no container engine can be had, tasks are simulated, and it is said why. */
class FallbackTests {

    @Test
    void withoutASocketTasksAreSimulated(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("none.sock");
        try (LocalAwsServer aws = LocalAwsServer.withContainers(socket.toString()).start()) {
            JsonNode engine = JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(aws.url() + "/_localaws/engine")).build(),
                            BodyHandlers.ofString())
                    .body());
            assertThat(engine.path("configured").asString()).isEqualTo("containers");
            assertThat(engine.path("inUse").asString()).isEqualTo("simulated");
            assertThat(engine.path("reason").asString()).startsWith("unix://" + socket + " cannot be used: ");
            aws.ecs().createCluster((request) -> request.clusterName("demo"));
            assertThat(aws.ecs().listClusters().clusterArns()).hasSize(1);
        }
    }

    @Test
    void anEngineOnAnotherMachineIsNotUsed(@TempDir Path home) {
        for (String address : List.of("tcp://192.0.2.1:2375", "ssh://ada@build.example")) {
            Daemon.Search search = Daemon.find(Sockets.of(null, Map.of("DOCKER_HOST", address), home));
            assertThat(search.daemon()).isNull();
            assertThat(search.reason()).contains(address, "is not on this machine");
        }
        assertThat(Sockets.of(null, Map.of("DOCKER_HOST", "tcp://localhost:2375"), home).addresses())
            .containsExactly(URI.create("tcp://localhost:2375"));
    }

    @Test
    void theSettingComesBeforeTheEnvironmentAndThatBeforeTheUsualPlaces(@TempDir Path home) throws IOException {
        Path podman = Files.createDirectories(home.resolve("podman")).resolve("podman.sock");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(podman));
            Map<String, String> runtime = Map.of("XDG_RUNTIME_DIR", home.toString());
            assertThat(Sockets.of(null, runtime, home).addresses()).contains(URI.create("unix://" + podman));
            Map<String, String> both = Map.of("XDG_RUNTIME_DIR", home.toString(), "DOCKER_HOST", "unix:///a.sock");
            assertThat(Sockets.of(null, both, home).addresses()).containsExactly(URI.create("unix:///a.sock"));
            assertThat(Sockets.of("/b.sock", both, home).addresses()).containsExactly(URI.create("unix:///b.sock"));
        }
    }

}
