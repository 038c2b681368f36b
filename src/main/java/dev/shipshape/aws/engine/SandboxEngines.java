package dev.shipshape.aws.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks the sandbox what its tasks run on, through its address like everything else. */
@Component
class SandboxEngines {

    private final Connections connections;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    SandboxEngines(Connections connections) {
        this.connections = connections;
    }

    /** What it says; empty if there is no sandbox. */
    Optional<SandboxEngine> ask() {
        return this.connections.find(Connection.SANDBOX)
            .map(Connection::endpoint)
            .map((endpoint) -> ask(endpoint.resolve("/_localaws/engine")));
    }

    private SandboxEngine ask(URI address) {
        try {
            HttpResponse<String> answer = this.http
                .send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
            return JsonMapper.shared().readValue(answer.body(), SandboxEngine.class);
        }
        catch (IOException ex) {
            throw silent(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw silent(ex);
        }
    }

    private static Problem silent(Exception cause) {
        return new Problem(HttpStatus.BAD_GATEWAY, "The sandbox did not say what its tasks run on.",
                "Look again in a moment; if it stays so, look at the console's log.", null, null, null, null, cause);
    }

}
