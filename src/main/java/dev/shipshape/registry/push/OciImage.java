package dev.shipshape.registry.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/**
 * An image for several platforms, whole in memory: for small images that we make
 * ourselves.
 *
 * @param name what it is, for example {@code web}
 * @param blobs layers and configurations, in the order to push them
 * @param manifests one for each platform, pushed after the blobs
 * @param index names the manifests, pushed last; its digest is the image's
 */
public record OciImage(String name, List<Part> blobs, List<Part> manifests, Part index) {

    /**
     * A piece of an image with the digest that names it.
     *
     * @param mediaType what it is, in OCI's terms
     * @param digest {@code sha256:<hex>} of the content
     * @param content its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by digest, never by component
    public record Part(String mediaType, String digest, byte[] content) {

        static Part of(String mediaType, byte[] content) {
            return new Part(mediaType, "sha256:" + HexFormat.of().formatHex(sha256(content)), content);
        }

        static Part ofJson(String mediaType, Map<String, ?> content) {
            return of(mediaType, JsonMapper.shared().writeValueAsBytes(content));
        }

        private static byte[] sha256(byte[] content) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(content);
            }
            catch (NoSuchAlgorithmException ex) {
                throw new IllegalStateException("every Java has SHA-256", ex);
            }
        }

    }

    /** The digest by which the whole image is pulled. */
    public String digest() {
        return this.index.digest();
    }

    /**
     * Writes an OCI layout, which other clients can push: for example
     * {@code skopeo copy --all oci:<directory>:<name> docker://…}.
     */
    public void writeLayout(Path directory) throws IOException {
        Path files = Files.createDirectories(directory.resolve("blobs").resolve("sha256"));
        for (Part part : (Iterable<Part>) Stream.of(this.blobs.stream(), this.manifests.stream(), Stream.of(this.index))
            .flatMap((parts) -> parts)::iterator) {
            Files.write(files.resolve(part.digest().substring("sha256:".length())), part.content());
        }
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}",
                StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("index.json"), """
                {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,\
                "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}""".formatted(this.index.mediaType(),
                this.index.digest(), this.index.content().length, this.name), StandardCharsets.UTF_8);
    }

}
