package dev.shipshape.cleanup.channels;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Posts JSON and takes any 2xx as delivered. Redirects are not followed, because they
 * would carry the message elsewhere.
 */
class HttpDelivery {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(Redirect.NEVER)
        .build();

    void post(URI url, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "Shipshape")
            .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = this.client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    String words = new String(body.readNBytes(200), StandardCharsets.UTF_8).replaceAll("\\s+", " ")
                        .strip();
                    throw new Undelivered(url.getHost() + " answered " + response.statusCode()
                            + (words.isEmpty() ? "." : ": " + words), null);
                }
            }
        }
        catch (HttpConnectTimeoutException | ConnectException ex) {
            throw new Undelivered(url.getHost() + " could not be reached.", ex);
        }
        catch (HttpTimeoutException ex) {
            throw new Undelivered(url.getHost() + " did not answer within " + ANSWER.toSeconds() + " s.", ex);
        }
        catch (IOException ex) {
            throw new Undelivered("The connection to " + url.getHost() + " broke.", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new Undelivered("Shipshape was ending.", ex);
        }
    }

}
