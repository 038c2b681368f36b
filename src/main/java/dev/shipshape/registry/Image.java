package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageStatus;

/**
 * An image as ECR keeps it: one for a platform, an index of such, or what is about one.
 *
 * @param digest {@code sha256:<hex>} of its manifest
 * @param tags its tags, in order; none for most parts of an index
 * @param bytes compressed size of its layers; of an index that of its largest part (ECR
 * API reference, imageSizeInBytes)
 * @param pushedAt when it was pushed; a part of an index may have been pushed before
 * @param pulledAt when it was pulled last, as ECR recorded it, about once a day; null for
 * never
 * @param mediaType of its manifest
 * @param artifactType what it is if no image that runs, such as a signature; null for an
 * image
 * @param subject the digest of what it is about; null for nothing
 * @param archived whether it lies in the archive and cannot be pulled
 * @param scan what the last scan says in numbers, as far as DescribeImages tells it
 * @param platforms the platforms that are known of it, such as {@code linux/amd64}
 * @param parts what an index names
 */
public record Image(String digest, List<String> tags, long bytes, Instant pushedAt, @Nullable Instant pulledAt,
        String mediaType, @Nullable String artifactType, @Nullable String subject, boolean archived, ScanSummary scan,
        List<String> platforms, List<ImageIndex.Part> parts) {

    static Image of(ImageDetail detail) {
        return new Image(detail.imageDigest(), detail.imageTags().stream().sorted().toList(),
                (detail.imageSizeInBytes() != null) ? detail.imageSizeInBytes() : 0, detail.imagePushedAt(),
                detail.lastRecordedPullTime(), String.valueOf(detail.imageManifestMediaType()), artifact(detail),
                detail.subjectManifestDigest(), detail.imageStatus() == ImageStatus.ARCHIVED, ScanSummary.of(detail),
                List.of(), List.of());
    }

    /** ECR names the configuration's type of ordinary images too. */
    private static @Nullable String artifact(ImageDetail detail) {
        String type = detail.artifactMediaType();
        return (type == null || type.startsWith("application/vnd.oci.image.")
                || type.startsWith("application/vnd.docker.container.image")) ? null : type;
    }

    Image on(List<String> platforms, List<ImageIndex.Part> parts) {
        return new Image(this.digest, this.tags, this.bytes, this.pushedAt, this.pulledAt, this.mediaType,
                this.artifactType, this.subject, this.archived, this.scan, platforms, parts);
    }

    /** Whether it is an index of images for several platforms. */
    public boolean index() {
        return this.mediaType.contains("image.index") || this.mediaType.contains("manifest.list");
    }

    /** The digests of what an index names. */
    public List<String> partDigests() {
        return this.parts.stream().map(ImageIndex.Part::digest).toList();
    }

    /** What it is called: its first tag, else its digest in short. */
    public String label() {
        return this.tags.isEmpty() ? brief() : this.tags.get(0);
    }

    /** The first twelve digits of its digest. */
    public String brief() {
        return brief(this.digest);
    }

    /** The first twelve digits of a digest. */
    public static String brief(String digest) {
        String digits = digest.substring(digest.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }

    /** Whether this is its digest or one of its tags. */
    public boolean isCalled(String reference) {
        return this.digest.equals(reference) || this.tags.contains(reference);
    }

    /** All that it is called, for searches. */
    public Stream<String> names() {
        return Stream.concat(this.tags.stream(), Stream.of(this.digest));
    }

}
