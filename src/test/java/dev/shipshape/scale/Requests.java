package dev.shipshape.scale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.aws.Connection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's own count of the calls that it answered. */
final class Requests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;

    private Map<String, Long> before;

    Requests(Connection sandbox) {
        this.address = URI.create(sandbox.endpoint() + "/_localaws/requests");
        this.before = all();
    }

    /** Counts from now on. */
    void restart() {
        this.before = all();
    }

    /** The calls since, by operation. */
    Map<String, Long> since() {
        Map<String, Long> since = new TreeMap<>();
        all().forEach((operation, count) -> {
            long more = count - this.before.getOrDefault(operation, 0L);
            if (more > 0) {
                since.put(operation, more);
            }
        });
        return since;
    }

    private Map<String, Long> all() {
        try {
            String answer = HTTP.send(HttpRequest.newBuilder(this.address).build(), BodyHandlers.ofString()).body();
            Map<String, Long> counts = new TreeMap<>();
            JsonNode tree = JsonMapper.shared().readTree(answer);
            JsonNode operations = tree.has("operations") ? tree.get("operations") : tree;
            operations.properties().forEach((entry) -> counts.put(entry.getKey(), entry.getValue().asLong()));
            return counts;
        }
        catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
