package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;

import software.amazon.awssdk.services.ecr.model.ImageDetail;

/**
 * An image as ECR keeps it: one for a platform, or an index of such.
 *
 * @param digest {@code sha256:<hex>} of its manifest
 * @param tags its tags, in order; none for most parts of an index
 * @param bytes compressed size of its layers; of an index that of its largest part (ECR
 * API reference, imageSizeInBytes)
 * @param pushedAt when it was pushed; a part of an index may have been pushed before
 * @param index whether it is an index of images for several platforms
 * @param platforms the platforms that are known of it, such as {@code linux/amd64}
 * @param parts the digests of the images that an index names
 */
record Image(String digest, List<String> tags, long bytes, Instant pushedAt, boolean index, List<String> platforms,
        List<String> parts) {

    static Image of(ImageDetail detail) {
        String type = String.valueOf(detail.imageManifestMediaType());
        return new Image(detail.imageDigest(), detail.imageTags().stream().sorted().toList(),
                (detail.imageSizeInBytes() != null) ? detail.imageSizeInBytes() : 0, detail.imagePushedAt(),
                type.contains("image.index") || type.contains("manifest.list"), List.of(), List.of());
    }

    Image on(List<String> platforms, List<String> parts) {
        return new Image(this.digest, this.tags, this.bytes, this.pushedAt, this.index, platforms, parts);
    }

    /** Whether a reference as it stands in a task definition means this image. */
    boolean isMeantBy(String reference) {
        int at = reference.indexOf('@');
        if (at >= 0) {
            return this.digest.equals(reference.substring(at + 1));
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        return this.tags.contains((colon >= 0) ? name.substring(colon + 1) : "latest");
    }

}
