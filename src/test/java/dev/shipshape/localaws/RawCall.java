package dev.shipshape.localaws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request written by hand, for what no SDK would send. Begins as a well-formed, signed
 * ListClusters.
 */
public final class RawCall {

    /** A signature with the scope of ECS. */
    public static final String SIGNED = signed("ecs");

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final LocalAwsServer server;

    private final Map<String, String> headers = new LinkedHashMap<>();

    private String method = "POST";

    private String path = "/";

    private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");

    private RawCall(LocalAwsServer server) {
        this.server = server;
    }

    /** A call of ECS. */
    public static RawCall to(LocalAwsServer server) {
        return new RawCall(server).with("Content-Type", "application/x-amz-json-1.1")
            .with("Authorization", SIGNED)
            .with("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters");
    }

    /** A request without any header, for an address that is none of AWS's. */
    public static RawCall plain(LocalAwsServer server, String path) {
        return new RawCall(server).path(path);
    }

    /** A form, signed for this service. */
    public static RawCall form(LocalAwsServer server, String service, String fields) {
        return new RawCall(server).with("Content-Type", "application/x-www-form-urlencoded")
            .with("Authorization", signed(service))
            .body(fields);
    }

    /** A signature with the scope of this service. */
    public static String signed(String service) {
        return "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=00";
    }

    public RawCall method(String name) {
        this.method = name;
        return this;
    }

    public RawCall path(String text) {
        this.path = text;
        return this;
    }

    public RawCall with(String header, String value) {
        this.headers.put(header, value);
        return this;
    }

    public RawCall without(String header) {
        this.headers.remove(header);
        return this;
    }

    public RawCall body(String text) {
        return body(HttpRequest.BodyPublishers.ofString(text));
    }

    public RawCall body(HttpRequest.BodyPublisher content) {
        this.body = content;
        return this;
    }

    /** Sends it. */
    public HttpResponse<String> send() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.server.url() + this.path))
            .method(this.method, this.body);
        this.headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

}
