package dev.shipshape.registry.images;

import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageIndex;
import dev.shipshape.registry.ScanSummary;
import org.jspecify.annotations.Nullable;

/**
 * A branch of the tree: what an index names, or what is about an image.
 *
 * @param digest its digest
 * @param name such as {@code linux/arm64/v8} or {@code attestation}
 * @param kind {@code platform}, {@code attestation} or {@code artifact}
 * @param bytes its size; 0 where it is not there
 * @param there whether the repository has it
 * @param scan what its last scan says
 */
public record ImagePart(String digest, String name, String kind, long bytes, boolean there, ScanSummary scan) {

    static ImagePart of(ImageIndex.Part part, @Nullable Image image, @Nullable String aboutPlatform) {
        boolean attests = part.about() != null;
        String name = (part.platform() != null) ? part.platform() : attests ? "attestation" : "no platform named";
        return new ImagePart(part.digest(), (aboutPlatform != null) ? "attestation of " + aboutPlatform : name,
                attests ? "attestation" : "platform", (image != null) ? image.bytes() : 0, image != null,
                (image != null) ? image.scan() : ScanSummary.NONE);
    }

    static ImagePart about(Image image) {
        return new ImagePart(image.digest(), ImageKind.artifact(image.artifactType()), "artifact", image.bytes(), true,
                ScanSummary.NONE);
    }

    /** Whether it is an image for a platform. */
    public boolean platform() {
        return this.kind.equals("platform");
    }

}
