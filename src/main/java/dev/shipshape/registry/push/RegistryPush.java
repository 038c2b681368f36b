package dev.shipshape.registry.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Pushes an image to a registry over HTTP as any client does (OCI Distribution 1.1,
 * "Push"): each blob that is not yet there, each platform's manifest, and last, under the
 * tag, the index. Nothing shows under the tag until all of it is there.
 */
public final class RegistryPush {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .build();

    private final URI registry;

    private final String token;

    /**
     * A push to this registry.
     * @param registry where it is: the {@code proxyEndpoint} of GetAuthorizationToken
     * @param token the {@code authorizationToken} of the same answer, as it was given
     */
    public RegistryPush(URI registry, String token) {
        this.registry = registry;
        this.token = token;
    }

    /**
     * Pushes the image and gives its digest.
     * @param repository the repository's name, which must exist
     * @param tag the tag to put on it
     * @param steps told of each step when it is done
     * @throws PushRefused if the registry refuses a step or does not answer; what was
     * pushed until then is harmless, as nothing refers to it
     */
    public String push(OciImage image, String repository, String tag, Consumer<PushStep> steps) {
        for (OciImage.Part blob : image.blobs()) {
            steps.accept(new PushStep(PushStep.Kind.BLOB, blob.digest(), blob.content().length,
                    pushBlob(repository, blob) ? PushStep.Outcome.SENT : PushStep.Outcome.ALREADY_THERE));
        }
        for (OciImage.Part manifest : image.manifests()) {
            pushManifest(repository, manifest.digest(), manifest, steps);
        }
        pushManifest(repository, tag, image.index(), steps);
        return image.digest();
    }

    private boolean pushBlob(String repository, OciImage.Part blob) {
        HttpResponse<String> known = send(
                to("/v2/" + repository + "/blobs/" + blob.digest()).method("HEAD", BodyPublishers.noBody()));
        if (known.statusCode() == 200) {
            return false;
        }
        if (known.statusCode() != 404) {
            throw PushRefused.by(known);
        }
        HttpResponse<String> begun = expect(202,
                to("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()));
        URI location = begun.uri()
            .resolve(begun.headers().firstValue("Location").orElseThrow(() -> PushRefused.by(begun)));
        expect(201, to(finishing(location, blob.digest())).header("Content-Type", "application/octet-stream")
            .PUT(body(blob)));
        return true;
    }

    private void pushManifest(String repository, String reference, OciImage.Part manifest, Consumer<PushStep> steps) {
        expect(201, to("/v2/" + repository + "/manifests/" + reference).header("Content-Type", manifest.mediaType())
            .PUT(body(manifest)));
        steps.accept(new PushStep(PushStep.Kind.MANIFEST, manifest.digest(), manifest.content().length,
                PushStep.Outcome.SENT));
    }

    /** The Location's query is the registry's own and stays as it is. */
    private static URI finishing(URI location, String digest) {
        String separator = (location.getRawQuery() != null) ? "&" : "?";
        return URI.create(location + separator + "digest=" + URLEncoder.encode(digest, StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder to(String path) {
        return to(this.registry.resolve(path));
    }

    /** The token goes to the registry alone, not to where it may send us for storage. */
    private HttpRequest.Builder to(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
        return this.registry.getAuthority().equals(address.getAuthority())
                ? request.header("Authorization", "Basic " + this.token) : request;
    }

    private static BodyPublisher body(OciImage.Part part) {
        return BodyPublishers.ofByteArray(part.content());
    }

    private HttpResponse<String> expect(int status, HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != status) {
            throw PushRefused.by(response);
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return this.http.send(request.build(), BodyHandlers.ofString());
        }
        catch (IOException ex) {
            throw PushRefused.unreachable(this.registry, ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw PushRefused.interrupted(ex);
        }
    }

}
