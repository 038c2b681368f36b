package dev.shipshape.registry.images;

import java.util.Locale;

import dev.shipshape.registry.Image;
import org.jspecify.annotations.Nullable;

/** What an image is, in a word. */
final class ImageKind {

    private ImageKind() {
    }

    /** Such as {@code index}, {@code image} or {@code signature}. */
    static String of(Image image) {
        if (image.index()) {
            return "index";
        }
        return (image.subject() != null || image.artifactType() != null) ? artifact(image.artifactType()) : "image";
    }

    /** What an artifact type of the wild is commonly called. */
    static String artifact(@Nullable String type) {
        String text = String.valueOf(type).toLowerCase(Locale.ROOT);
        if (text.contains("signature") || text.contains("sigstore") || text.contains("cosign")
                || text.contains("simplesigning")) {
            return "signature";
        }
        if (text.contains("sbom") || text.contains("spdx") || text.contains("cyclonedx")) {
            return "list of contents (SBOM)";
        }
        if (text.contains("in-toto") || text.contains("attestation")) {
            return "attestation";
        }
        return text.contains("helm") ? "Helm chart" : (type != null) ? type : "artifact";
    }

}
