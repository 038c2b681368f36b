package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an index says of the images that it names (OCI image spec 1.1, "Image Index").
 *
 * @param parts what it names, in its order
 */
public record ImageIndex(List<Part> parts) {

    static ImageIndex parse(String manifest) {
        List<Part> parts = new ArrayList<>();
        try {
            for (JsonNode part : JsonMapper.shared().readTree(manifest).path("manifests")) {
                parts.add(Part.of(part));
            }
        }
        catch (JacksonException ex) {
            return new ImageIndex(List.of()); // the registry keeps what it is given
        }
        return new ImageIndex(List.copyOf(parts));
    }

    /** The platforms by digest; what runs nowhere, such as attestations, has none. */
    Map<String, String> platforms() {
        Map<String, String> platforms = new LinkedHashMap<>();
        this.parts.forEach((part) -> {
            if (part.platform() != null) {
                platforms.put(part.digest(), part.platform());
            }
        });
        return platforms;
    }

    /**
     * What an index names.
     *
     * @param digest its digest
     * @param platform such as {@code linux/arm64/v8}; null for what runs nowhere
     * @param about for an attestation of BuildKit's (provenance, list of contents) the
     * digest of the image that it is about; null for all else
     */
    public record Part(String digest, @Nullable String platform, @Nullable String about) {

        static Part of(JsonNode part) {
            JsonNode annotations = part.path("annotations");
            boolean attests = annotations.path("vnd.docker.reference.type").asString("").equals("attestation-manifest");
            String about = annotations.path("vnd.docker.reference.digest").asString("");
            return new Part(part.path("digest").asString(""), platform(part.path("platform")),
                    (attests && !about.isEmpty()) ? about : null);
        }

        private static @Nullable String platform(JsonNode platform) {
            String os = platform.path("os").asString("unknown");
            if (os.equals("unknown")) {
                return null;
            }
            String variant = platform.path("variant").asString("");
            return os + "/" + platform.path("architecture").asString("unknown")
                    + (variant.isEmpty() ? "" : "/" + variant);
        }

    }

}
