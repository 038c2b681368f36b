package dev.shipshape.ecsservices.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks whether an image is in ECR and for which processors it was built. An index says
 * so itself; of a single image its configuration does, which is a layer to download.
 */
@Component
class ImageLook {

    private static final Pattern ECR = Pattern
        .compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)(?::([^@]+))?(?:@(.+))?");

    private static final List<String> MEDIA = List.of("application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AwsClients clients;

    private final SharedReads reads;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** A digest names its content for ever. */
    private final Cache<String, String> configurations = Caffeine.newBuilder().maximumSize(1_000).build();

    ImageLook(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /** Whether an image lies in ECR's private registries. */
    static boolean isOfEcr(String image) {
        return ECR.matcher(image).matches();
    }

    List<Check> of(Connection connection, String image, TaskDefinition definition) {
        Matcher parts = ECR.matcher(image);
        if (!parts.matches()) {
            return List.of(Check.ok("taskDefinition",
                    "Its image " + image + " lies outside of ECR, where it cannot be looked for."));
        }
        String name = image.substring(image.indexOf('/') + 1);
        try {
            return List.of(found(connection.in(parts.group(2)), parts, name, definition));
        }
        catch (Problem problem) {
            return List
                .of(Check.warn("taskDefinition", "Whether " + name + " is in ECR cannot be told: " + problem.what()));
        }
    }

    private Check found(Connection connection, Matcher parts, String name, TaskDefinition definition) {
        BatchGetImageRequest request = BatchGetImageRequest.builder()
            .registryId(parts.group(1))
            .repositoryName(parts.group(3))
            .imageIds(identifier(parts))
            .acceptedMediaTypes(MEDIA)
            .build();
        Optional<String> manifest = this.reads.fresh(() -> manifest(this.clients.ecr(connection), request));
        if (manifest.isEmpty()) {
            return Check.stop("taskDefinition", "There is no image " + name + " in ECR. Push it, or correct its tag.");
        }
        String wanted = definition.architecture().equals("ARM64") ? "arm64" : "amd64";
        Set<String> built = architectures(connection, request, manifest.get());
        if (built.isEmpty()) {
            return Check.ok("taskDefinition", name + " is in ECR; for which processor it was built cannot be told.");
        }
        String list = String.join(" and ", built);
        return built.contains(wanted)
                ? Check.ok("taskDefinition", name + " is in ECR, built for " + list + " as the task needs it.")
                : Check.stop("taskDefinition",
                        name + " was built for " + list + ", but the task runs on " + wanted
                                + ": it would end with \"exec format error\". Build it with --platform linux/" + wanted
                                + ", or make a revision for " + list + ".");
    }

    private static ImageIdentifier identifier(Matcher parts) {
        ImageIdentifier.Builder id = ImageIdentifier.builder();
        String tag = parts.group(4);
        return ((parts.group(5) != null) ? id.imageDigest(parts.group(5)) : id.imageTag((tag != null) ? tag : "latest"))
            .build();
    }

    private static Optional<String> manifest(EcrClient ecr, BatchGetImageRequest request) {
        try {
            BatchGetImageResponse answer = ecr.batchGetImage(request);
            return answer.images().stream().map((image) -> image.imageManifest()).findFirst();
        }
        catch (RepositoryNotFoundException ex) {
            return Optional.empty();
        }
    }

    private Set<String> architectures(Connection connection, BatchGetImageRequest request, String manifest) {
        Set<String> found = new TreeSet<>();
        try {
            JsonNode tree = JSON.readTree(manifest);
            for (JsonNode part : tree.path("manifests")) {
                String architecture = part.path("platform").path("architecture").asString("");
                if (!architecture.isEmpty() && !architecture.equals("unknown")) {
                    found.add(architecture);
                }
            }
            String config = tree.path("config").path("digest").asString("");
            if (!config.isEmpty()) {
                String architecture = JSON.readTree(configuration(connection, request, config))
                    .path("architecture")
                    .asString("");
                if (!architecture.isEmpty()) {
                    found.add(architecture);
                }
            }
        }
        catch (JacksonException | IOException ex) {
            return new TreeSet<>(); // no manifest that we can read: the caller says so
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private String configuration(Connection connection, BatchGetImageRequest request, String digest)
            throws IOException, InterruptedException {
        String known = this.configurations.getIfPresent(digest);
        if (known != null) {
            return known;
        }
        String address = this.reads.fresh(() -> this.clients.ecr(connection)
            .getDownloadUrlForLayer((layer) -> layer.registryId(request.registryId())
                .repositoryName(request.repositoryName())
                .layerDigest(digest))
            .downloadUrl());
        HttpResponse<String> answer = this.http
            .send(HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The configuration was answered with " + answer.statusCode());
        }
        this.configurations.put(digest, answer.body());
        return answer.body();
    }

}
