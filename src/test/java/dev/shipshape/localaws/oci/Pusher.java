package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.oci.content.Digest;
import software.amazon.awssdk.services.ecr.EcrClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A client of the data plane that sends exactly what a test says. */
public final class Pusher {

    private final HttpClient http = HttpClient.newHttpClient();

    private final String url;

    private final String token;

    private Pusher(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** One with a token of GetAuthorizationToken. */
    public static Pusher of(LocalAwsServer aws) {
        return of(aws.url(), aws.client(EcrClient.builder()));
    }

    /** One with a token of this client's region. */
    public static Pusher of(String url, EcrClient ecr) {
        return new Pusher(url, ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken());
    }

    public Pusher withToken(String other) {
        return new Pusher(this.url, other);
    }

    public String token() {
        return this.token;
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(method, path, BodyPublishers.ofString(body), headers);
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        return send(method, path, body, BodyHandlers.ofString(), headers);
    }

    /** How many bytes a GET gives; they are not kept. */
    public long size(String path) {
        AtomicLong size = new AtomicLong();
        send("GET", path, BodyPublishers.noBody(),
                BodyHandlers.ofByteArrayConsumer((bytes) -> bytes.ifPresent((some) -> size.addAndGet(some.length))));
        return size.get();
    }

    private <T> HttpResponse<T> send(String method, String path, BodyPublisher body, BodyHandler<T> answer,
            String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url).resolve(path)).method(method, body);
        if (!this.token.isEmpty()) {
            request.header("Authorization", "Basic " + this.token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return this.http.send(request.build(), answer);
        }
        catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }

    public static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins an upload and gives its Location. */
    public String begin(String repository) {
        HttpResponse<String> begun = send("POST", "/v2/" + repository + "/blobs/uploads/", "");
        assertThat(begun.statusCode()).isEqualTo(202);
        return header(begun, "Location");
    }

    /** Pushes a blob the usual way. */
    public Digest blob(String repository, String content) {
        Digest digest = digest(content);
        HttpResponse<String> done = send("PUT", begin(repository) + "&digest=" + digest, content);
        assertThat(done.statusCode()).isEqualTo(201);
        return digest;
    }

    /** An image manifest over these blobs; pushes the blobs, not the manifest. */
    public String image(String repository, String... layers) {
        StringBuilder descriptors = new StringBuilder();
        for (String layer : layers) {
            descriptors.append(descriptors.isEmpty() ? "" : ",")
                .append(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", blob(repository, layer),
                        layer.length()));
        }
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", blob(repository, "{}"), 2) + ",\"layers\":["
                + descriptors + "]}";
    }

    /** An index over these manifests. */
    public static String index(String... manifests) {
        StringBuilder descriptors = new StringBuilder();
        for (String manifest : manifests) {
            descriptors.append(descriptors.isEmpty() ? "" : ",")
                .append(descriptor("application/vnd.oci.image.manifest.v1+json", digest(manifest), manifest.length()));
        }
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + descriptors + "]}";
    }

    private static String descriptor(String mediaType, Digest digest, int size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(mediaType, digest, size);
    }

    public HttpResponse<String> put(String repository, String reference, String manifest, String... headers) {
        return send("PUT", "/v2/" + repository + "/manifests/" + reference, manifest, headers);
    }

    /** Pushes a manifest that must be taken, and gives its digest. */
    public Digest manifest(String repository, String reference, String manifest) {
        HttpResponse<String> done = put(repository, reference, manifest);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        return digest(manifest);
    }

}
