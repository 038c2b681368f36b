package dev.shipshape.localaws.oci.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a manifest says about itself. Its bytes are kept exactly as they came, as the
 * digest is theirs; this is only read from them.
 *
 * @param mediaType one of the four that ECR keeps
 * @param config the image's configuration; null for an index
 * @param layers the image's layers; empty for an index
 * @param children the manifests of an index; empty for an image
 * @param subject the manifest that this one is about (a signature's image), or null
 * @param artifactType what an artifact is, or null for a plain image
 * @param annotations the annotations as they stand, empty if there are none
 */
public record Manifest(String mediaType, @Nullable Descriptor config, List<Descriptor> layers,
        List<Descriptor> children, @Nullable Descriptor subject, @Nullable String artifactType, JsonNode annotations) {

    /**
     * AWS's limit for PutImage, in bytes; the OCI specification asks for at least as
     * much.
     */
    public static final int MAX_SIZE = 4 * 1024 * 1024;

    private static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";

    /** The media type of an OCI index, in which referrers are listed too. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private static final Set<String> IMAGES = Set.of(OCI_IMAGE, "application/vnd.docker.distribution.manifest.v2+json");

    private static final Set<String> INDEXES = Set.of(OCI_INDEX,
            "application/vnd.docker.distribution.manifest.list.v2+json");

    /** Content types by which a client says nothing about what it sends. */
    private static final Set<String> MEANINGLESS = Set.of("application/json", "application/octet-stream",
            "application/x-www-form-urlencoded", "text/plain");

    private static final Pattern PARAMETERS = Pattern.compile("\\s*;.*");

    /**
     * A reference to a blob or a manifest.
     *
     * @param mediaType what it is
     * @param digest its digest
     * @param size its size in bytes
     * @param elsewhere whether it may lie in another registry (a "foreign" layer, never
     * pushed)
     */
    public record Descriptor(String mediaType, Digest digest, long size, boolean elsewhere) {

    }

    /** Whether it lists other manifests. */
    public boolean isIndex() {
        return INDEXES.contains(this.mediaType);
    }

    /** The blobs that must be in the repository before it. */
    public List<Descriptor> blobs() {
        List<Descriptor> blobs = new ArrayList<>();
        if (this.config != null) {
            blobs.add(this.config);
        }
        this.layers.stream().filter((layer) -> !layer.elsewhere()).forEach(blobs::add);
        return blobs;
    }

    /**
     * Reads a manifest.
     * @param content its bytes
     * @param declared the Content-Type it came with; null if unknown
     * @throws OciError MANIFEST_INVALID if it is none, or none that ECR would keep
     */
    public static Manifest read(byte[] content, @Nullable String declared) {
        JsonNode json = parse(content);
        String mediaType = mediaType(json, declared);
        if (json.path("schemaVersion").asInt(0) != 2) {
            throw OciError.manifestInvalid("schemaVersion must be 2");
        }
        Descriptor subject = json.path("subject").isObject() ? descriptor(json.path("subject")) : null;
        String artifactType = json.path("artifactType").asString("");
        if (INDEXES.contains(mediaType)) {
            return new Manifest(mediaType, null, List.of(), descriptors(json, "manifests"), subject,
                    artifactType.isEmpty() ? null : artifactType, json.path("annotations"));
        }
        if (IMAGES.contains(mediaType)) {
            Descriptor config = descriptor(json.path("config"));
            return new Manifest(mediaType, config, descriptors(json, "layers"), List.of(), subject,
                    artifactType.isEmpty() ? null : artifactType, json.path("annotations"));
        }
        throw OciError.manifestInvalid("manifests of media type " + mediaType + " are not kept here");
    }

    /** Whether the manifest itself says what type it is of. */
    public static boolean namesItsType(byte[] content) {
        return !parse(content).path("mediaType").asString("").isEmpty();
    }

    /** What the referrers API tells of this manifest (OCI Distribution 1.1). */
    public ObjectNode referrer(Digest digest, long size) {
        ObjectNode referrer = JsonMapper.shared()
            .createObjectNode()
            .put("mediaType", this.mediaType)
            .put("digest", digest.toString())
            .put("size", size);
        String type = referrerType();
        if (!type.isEmpty()) {
            referrer.put("artifactType", type);
        }
        if (this.annotations.isObject()) {
            referrer.set("annotations", this.annotations);
        }
        return referrer;
    }

    /** The artifact type, for which an image's configuration stands in if it has none. */
    public String referrerType() {
        if (this.artifactType != null) {
            return this.artifactType;
        }
        return (this.config != null) ? this.config.mediaType() : "";
    }

    private static JsonNode parse(byte[] content) {
        try {
            JsonNode json = JsonMapper.shared().readTree(content);
            if (json.isObject()) {
                return json;
            }
        }
        catch (JacksonException ex) {
            throw OciError.manifestInvalid("the manifest is not JSON");
        }
        throw OciError.manifestInvalid("the manifest is not a JSON object");
    }

    /** The manifest's own word, the Content-Type, or else what it looks like. */
    private static String mediaType(JsonNode json, @Nullable String declared) {
        String said = (declared != null) ? PARAMETERS.matcher(declared.strip()).replaceFirst("") : "";
        String own = json.path("mediaType").asString("");
        boolean meaningful = !said.isEmpty() && !MEANINGLESS.contains(said);
        if (meaningful && !own.isEmpty() && !said.equals(own)) {
            throw OciError.manifestInvalid("Content-Type " + said + " differs from the manifest's mediaType " + own);
        }
        if (!own.isEmpty()) {
            return own;
        }
        if (meaningful) {
            return said;
        }
        return json.has("manifests") ? OCI_INDEX : OCI_IMAGE;
    }

    private static List<Descriptor> descriptors(JsonNode json, String member) {
        JsonNode list = json.path(member);
        if (!list.isArray()) {
            throw OciError.manifestInvalid("the manifest has no " + member);
        }
        List<Descriptor> descriptors = new ArrayList<>();
        list.forEach((one) -> descriptors.add(descriptor(one)));
        return List.copyOf(descriptors);
    }

    private static Descriptor descriptor(JsonNode json) {
        String digest = json.path("digest").asString("");
        String mediaType = json.path("mediaType").asString("");
        boolean elsewhere = json.path("urls").size() > 0 || mediaType.contains("nondistributable")
                || mediaType.contains("foreign");
        return new Descriptor(mediaType,
                Digest.parse(digest)
                    .orElseThrow(() -> OciError
                        .manifestInvalid("a descriptor has no valid sha256 or sha512 digest: " + digest)),
                json.path("size").asLong(0), elsewhere);
    }

}
