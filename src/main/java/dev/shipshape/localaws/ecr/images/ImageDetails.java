package dev.shipshape.localaws.ecr.images;

import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.ecr.scans.ImageScans;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.ImageState;
import dev.shipshape.localaws.oci.content.Images;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageStatus;

/** What DescribeImages tells of an image. */
final class ImageDetails {

    private final Images images;

    private final ImageScans scans;

    private final CallContext context;

    ImageDetails(Images images, ImageScans scans, CallContext context) {
        this.images = images;
        this.scans = scans;
        this.context = context;
    }

    ImageDetail of(Image image) {
        Manifest manifest = image.manifest();
        List<String> tags = this.images.tags(image);
        ImageState state = this.images.states().of(image);
        ImageDetail.Builder detail = ImageDetail.builder()
            .registryId(this.context.account())
            .repositoryName(image.repository())
            .imageDigest(image.digest().toString())
            .imageSizeInBytes(size(image.repository(), manifest))
            .imagePushedAt(image.pushedAt())
            .imageManifestMediaType(image.mediaType())
            .artifactMediaType(manifest.referrerType().isEmpty() ? null : manifest.referrerType())
            .lastRecordedPullTime(state.pulledAt())
            .imageStatus(status(state, this.context.now()))
            .lastArchivedAt(state.archivedAt());
        if (state.isPullable(this.context.now())) {
            detail.lastActivatedAt(state.activeFrom());
        }
        if (manifest.subject() != null) {
            detail.subjectManifestDigest(manifest.subject().digest().toString());
        }
        this.scans.of(this.context, image)
            .ifPresent((scan) -> detail.imageScanStatus(scan.status()).imageScanFindingsSummary(scan.summary()));
        return (tags.isEmpty() ? detail : detail.imageTags(tags)).build();
    }

    static ImageStatus status(ImageState state, Instant now) {
        return ImageStatus.valueOf(state.status(now).name());
    }

    /**
     * Compressed layers; of an index the largest child (ECR API reference, ImageDetail).
     */
    private long size(String repository, Manifest manifest) {
        if (!manifest.isIndex()) {
            return manifest.layers().stream().mapToLong(Manifest.Descriptor::size).sum();
        }
        return manifest.children()
            .stream()
            .flatMap((child) -> this.images.find(repository, child.digest().toString()).stream())
            .mapToLong((child) -> size(repository, child.manifest()))
            .max()
            .orElse(0);
    }

}
