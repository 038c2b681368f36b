package dev.shipshape.localaws.ecr.scans;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.oci.content.Shelf;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;
import software.amazon.awssdk.services.ecr.model.ImageScanFindings;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.ScanFrequency;
import software.amazon.awssdk.services.ecr.model.ScanStatus;
import software.amazon.awssdk.services.ecr.model.ScanType;
import software.amazon.awssdk.services.ecr.model.StartImageScanRequest;
import software.amazon.awssdk.services.ecr.model.StartImageScanResponse;

/**
 * Basic scans of images, by hand and on push. Enhanced ones are Amazon Inspector's, which
 * is not here.
 */
public final class ImageScans {

    /** ECR API reference, StartImageScan: "once per 24 hours on an individual image". */
    private static final Duration BETWEEN = Duration.ofHours(24);

    /** How long a scan of a small image takes at AWS. */
    private static final int SECONDS = 10;

    private final Registries registries;

    private final ScanningConfigurations configurations;

    private final Table<Started> table;

    private final Duration duration;

    /** The scans of these registries' images, which take as long as the pace says. */
    public ImageScans(Store store, Registries registries, ScanningConfigurations configurations, Pace pace) {
        this.registries = registries;
        this.configurations = configurations;
        this.table = store.records("ecr.scans", Started.class);
        this.duration = pace.of(SECONDS);
        registries.events().onPush(this::onPush);
        registries.events().onDelete((region, image) -> in(region).remove(key(image)));
        registries.events()
            .onRepositoryDelete((region, repository) -> in(region).keys(repository.repositoryName() + "@")
                .forEach(in(region)::remove));
    }

    record Started(Instant at) {

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("StartImageScan",
                Operation.of(StartImageScanRequest::builder, this::start).requiring("repositoryName", "imageId"),
                "DescribeImageScanFindings", Operation.of(DescribeImageScanFindingsRequest::builder, this::describe)
                    .requiring("repositoryName", "imageId"));
    }

    /** The last scan of this image, if it had one. */
    public Optional<Scan> of(CallContext context, Image image) {
        return in(context.region()).find(key(image))
            .map((started) -> new Scan(image.digest(), started.at(), this.duration, context.now()));
    }

    private Shelf<Started> in(String region) {
        return new Shelf<>(this.table, region);
    }

    private static String key(Image image) {
        return image.repository() + "@" + image.digest();
    }

    private void onPush(String region, Image image) {
        Optional<Repository> repository = this.registries.in(region).repositories().find(image.repository());
        boolean asked = repository.isPresent() && this.configurations.in(region).scanType() == ScanType.BASIC
                && this.configurations.frequency(region, repository.get()) != ScanFrequency.MANUAL;
        if (asked && isScannable(image.manifest()) && in(region).find(key(image)).isEmpty()) {
            in(region).put(key(image), new Started(image.pushedAt()));
        }
    }

    /** Images, but neither indexes nor artifacts. */
    private static boolean isScannable(Manifest manifest) {
        return manifest.config() != null && manifest.artifactType() == null
                && manifest.config().mediaType().toLowerCase(Locale.ROOT).contains("image");
    }

    private StartImageScanResponse start(CallContext context, StartImageScanRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Image image = Existing.image(registry, request.repositoryName(), request.imageId());
        if (this.configurations.in(context.region()).scanType() == ScanType.ENHANCED) {
            throw EcrErrors.validation("This feature is disabled");
        }
        if (!registry.images().states().of(image).isPullable(context.now())) {
            throw new AwsError("ImageArchivedException", "The specified image is archived and cannot be scanned.");
        }
        if (!isScannable(image.manifest())) {
            throw new AwsError("UnsupportedImageTypeException", "The image is of a type that cannot be scanned.");
        }
        Optional<Scan> last = of(context, image);
        if (last.isPresent() && context.now().isBefore(last.get().startedAt().plus(BETWEEN))) {
            throw new AwsError("LimitExceededException",
                    "The scan quota per image has been exceeded. Wait and try again.");
        }
        in(context.region()).put(key(image), new Started(context.now()));
        return StartImageScanResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .imageId(whole(request.imageId(), image))
            .imageScanStatus((status) -> status.status(ScanStatus.IN_PROGRESS))
            .build();
    }

    private static ImageIdentifier whole(ImageIdentifier id, Image image) {
        return id.toBuilder().imageDigest(image.digest().toString()).build();
    }

    private DescribeImageScanFindingsResponse describe(CallContext context, DescribeImageScanFindingsRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Image image = Existing.image(registry, request.repositoryName(), request.imageId());
        Scan scan = of(context, image)
            .orElseThrow(() -> EcrErrors.scanNotFound(request.repositoryName(), request.imageId()));
        DescribeImageScanFindingsResponse.Builder answer = DescribeImageScanFindingsResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .imageId(whole(request.imageId(), image))
            .imageScanStatus(scan.status());
        if (!scan.isComplete()) {
            return answer.build();
        }
        List<ImageScanFinding> all = scan.findings();
        Page<ImageScanFinding> page = Pages.of(all, (finding) -> place(all, finding), request.maxResults(),
                request.nextToken());
        return answer
            .imageScanFindings(ImageScanFindings.builder()
                .imageScanCompletedAt(scan.completedAt())
                .vulnerabilitySourceUpdatedAt(scan.sourceUpdatedAt())
                .findings(page.items())
                .findingSeverityCounts(Findings.counts(all))
                .build())
            .nextToken(page.nextToken())
            .build();
    }

    /** They stand in an order of their own, so a page goes by their places. */
    private static String place(List<ImageScanFinding> all, ImageScanFinding finding) {
        return String.format(Locale.ROOT, "%04d", all.indexOf(finding));
    }

}
