package dev.shipshape.localaws.ecr.images;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.oci.content.Image;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Manifests in the media type that a caller accepts. Of the conversions that ECR does, an
 * OCI image as a Docker image is the one that clients of today may need (Amazon ECR user
 * guide, "Container image manifest format support").
 *
 * @param accepted what the caller accepts; empty if anything
 */
record MediaTypes(List<String> accepted) {

    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

    private static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    /**
     * A manifest as it is given.
     *
     * @param mediaType its media type
     * @param content its text
     */
    record Given(String mediaType, String content) {

    }

    /**
     * The image's manifest as it is or, if it was asked for by tag, converted.
     * @return nothing if it cannot be given in a type that the caller accepts
     */
    Optional<Given> of(Image image, boolean byTag) {
        String content = new String(image.content(), StandardCharsets.UTF_8);
        if (this.accepted.isEmpty() || this.accepted.contains(image.mediaType())) {
            return Optional.of(new Given(image.mediaType(), content));
        }
        if (byTag && image.mediaType().equals(OCI) && this.accepted.contains(DOCKER)) {
            return docker(content).map((converted) -> new Given(DOCKER, converted));
        }
        return Optional.empty();
    }

    private static Optional<String> docker(String content) {
        JsonNode oci = JsonMapper.shared().readTree(content);
        boolean plain = oci.path("config").path("mediaType").asString("").equals(OCI_CONFIG);
        for (JsonNode layer : oci.path("layers")) {
            plain &= layer.path("mediaType").asString("").equals(OCI_LAYER);
        }
        if (!plain) {
            return Optional.empty();
        }
        ObjectNode docker = JsonMapper.shared().createObjectNode().put("schemaVersion", 2).put("mediaType", DOCKER);
        docker.set("config", descriptor(oci.path("config"), DOCKER_CONFIG));
        oci.path("layers").forEach((layer) -> docker.withArray("layers").add(descriptor(layer, DOCKER_LAYER)));
        return Optional.of(docker.toString());
    }

    private static ObjectNode descriptor(JsonNode oci, String mediaType) {
        return JsonMapper.shared()
            .createObjectNode()
            .put("mediaType", mediaType)
            .put("size", oci.path("size").asLong(0))
            .put("digest", oci.path("digest").asString(""));
    }

}
