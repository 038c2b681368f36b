package dev.shipshape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.aws.Connection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests tell a sandbox beside AWS's calls, under {@code /_localaws}: to forget
 * everything, to let time pass, and to answer wrongly.
 */
public final class SandboxControl {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;

    private SandboxControl(URI base) {
        this.base = base;
    }

    /** The control of a sandbox that a connection leads to. */
    public static SandboxControl of(Connection sandbox) {
        return new SandboxControl(URI.create(sandbox.endpoint() + "/_localaws/"));
    }

    /** Forgets everything, the faults included. */
    public void reset() {
        send("reset", "POST", BodyPublishers.noBody());
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        send("clock", "POST", BodyPublishers.ofString("{\"advance\": \"" + time + "\"}"));
    }

    /** Refuses an operation, such as {@code ecr:DescribeRepositories}, from now on. */
    public void deny(String operation) {
        fault(Map.of("operation", operation, "kind", "accessDenied"));
    }

    /** Answers an operation late from now on. */
    public void slow(String operation, Duration time) {
        fault(Map.of("operation", operation, "kind", "latency", "latencyMillis", time.toMillis()));
    }

    /** A fault as the sandbox's guide describes them. */
    public void fault(Map<String, ?> order) {
        send("faults", "POST", BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(order)));
    }

    /** Answers rightly again. */
    public void mend() {
        send("faults", "DELETE", BodyPublishers.noBody());
    }

    /** How often each operation, such as {@code ecs:ListTasks}, was answered. */
    public Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>();
        JsonNode tree = JsonMapper.shared().readTree(send("requests", "GET", BodyPublishers.noBody()));
        JsonNode operations = tree.has("operations") ? tree.get("operations") : tree;
        operations.properties().forEach((entry) -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private String send(String path, String method, BodyPublisher body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path)).method(method, body).build();
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

}
