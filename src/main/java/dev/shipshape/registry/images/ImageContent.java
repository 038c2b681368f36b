package dev.shipshape.registry.images;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an image for a platform is made of.
 *
 * @param digest the digest of its manifest
 * @param manifest the manifest, as it was pushed
 * @param mediaType the manifest's
 * @param layers its layers, the first below all others
 * @param config what its configuration says; null where it has none that can be read
 * @param unread why the configuration is not shown; null where it is
 */
public record ImageContent(String digest, String manifest, String mediaType, List<Layer> layers,
        @Nullable ImageConfig config, @Nullable String unread) {

    ImageContent with(@Nullable ImageConfig read, @Nullable String why) {
        return new ImageContent(this.digest, this.manifest, this.mediaType, this.layers, read, why);
    }

    /** What its layers take together, compressed. */
    public long bytes() {
        return this.layers.stream().mapToLong(Layer::bytes).sum();
    }

    /**
     * A layer.
     *
     * @param digest its digest
     * @param bytes its compressed size
     * @param mediaType what it is
     * @param instruction the instruction that made it, as far as the history tells; null
     * where it does not
     * @param predicate for a layer of an attestation, what it states; null for all else
     */
    public record Layer(String digest, long bytes, String mediaType, @Nullable String instruction,
            @Nullable String predicate) {

        Layer madeBy(@Nullable String words) {
            return new Layer(this.digest, this.bytes, this.mediaType, words, this.predicate);
        }

        /** How it is compressed. */
        public String compression() {
            return this.mediaType.endsWith("zstd") ? "zstd" : this.mediaType.endsWith("gzip") ? "gzip" : "";
        }

    }

}
