package dev.shipshape.registry.images;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what images are made of: the manifest by BatchGetImage, and the configuration
 * from where GetDownloadUrlForLayer says. A digest names its content for ever, so it is
 * read once. To ECR this is a pull: it writes down the time (user guide, "Pull time
 * updates").
 */
@Component
public class ImageContents {

    /** A configuration has some kilobytes; what is larger is none. */
    private static final int MOST = 4 << 20;

    private static final List<String> MANIFESTS = List.of("application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private final AwsClients clients;

    private final SharedReads reads;

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();

    private final Cache<String, ImageContent> known = Caffeine.newBuilder()
        .maximumSize(500)
        .expireAfterAccess(6, TimeUnit.HOURS)
        .build();

    ImageContents(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * What an image is made of.
     * @throws NotFound if the repository has no such image
     */
    public ImageContent of(Connection connection, Repository repository, String digest) {
        ImageContent kept = this.known.getIfPresent(digest);
        if (kept != null) {
            return kept;
        }
        ImageContent read = this.reads.fresh(() -> read(connection, repository, digest));
        if (read.unread() == null) {
            this.known.put(digest, read);
        }
        return read;
    }

    private ImageContent read(Connection connection, Repository repository, String digest) {
        Image image = this.clients.ecr(connection)
            .batchGetImage((request) -> request.repositoryName(repository.name())
                .imageIds(ImageIdentifier.builder().imageDigest(digest).build())
                .acceptedMediaTypes(MANIFESTS))
            .images()
            .stream()
            .findFirst()
            .orElseThrow(() -> new NotFound("image", digest));
        JsonNode manifest = json(image.imageManifest());
        ImageContent content = new ImageContent(digest, image.imageManifest(),
                String.valueOf(image.imageManifestMediaType()), layers(manifest), null, null);
        String config = manifest.path("config").path("digest").asString("");
        boolean runs = manifest.path("config").path("mediaType").asString("").contains("image");
        if (config.isEmpty() || !runs) {
            return content;
        }
        try {
            ImageConfig told = ImageConfig.of(json(download(connection, repository, config)));
            return new ImageContent(digest, content.manifest(), content.mediaType(),
                    madeBy(content.layers(), told.history()), told, null);
        }
        catch (IOException | SdkException ex) {
            return content.with(null, "The configuration could not be read: " + ex.getMessage());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return content.with(null, "The configuration could not be read in time.");
        }
    }

    private String download(Connection connection, Repository repository, String digest)
            throws IOException, InterruptedException {
        String address = this.clients.ecr(connection)
            .getDownloadUrlForLayer((request) -> request.repositoryName(repository.name()).layerDigest(digest))
            .downloadUrl();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(15)).build();
        HttpResponse<InputStream> response = this.http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MOST + 1);
            if (response.statusCode() != 200 || bytes.length > MOST) {
                throw new IOException((response.statusCode() != 200) ? "status " + response.statusCode()
                        : "it is larger than a configuration can be");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static List<ImageContent.Layer> layers(JsonNode manifest) {
        List<ImageContent.Layer> layers = new ArrayList<>();
        manifest.path("layers").forEach((layer) -> {
            String predicate = layer.path("annotations").path("in-toto.io/predicate-type").asString("");
            layers.add(new ImageContent.Layer(layer.path("digest").asString(""), layer.path("size").asLong(0),
                    layer.path("mediaType").asString(""), null, predicate.isEmpty() ? null : predicate));
        });
        return List.copyOf(layers);
    }

    /** Each step that made a layer made the next one. */
    private static List<ImageContent.Layer> madeBy(List<ImageContent.Layer> layers, List<ImageConfig.Step> history) {
        Iterator<ImageConfig.Step> steps = history.stream().filter((step) -> !step.empty()).iterator();
        return layers.stream()
            .map((layer) -> layer.madeBy(steps.hasNext() ? steps.next().instruction() : null))
            .toList();
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return JsonMapper.shared().readTree(String.valueOf(text));
        }
        catch (JacksonException ex) {
            return JsonMapper.shared().createObjectNode(); // the registry keeps what it
                                                           // is
                                                           // given
        }
    }

}
