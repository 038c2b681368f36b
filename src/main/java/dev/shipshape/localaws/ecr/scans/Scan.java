package dev.shipshape.localaws.ecr.scans;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.shipshape.localaws.oci.content.Digest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;
import software.amazon.awssdk.services.ecr.model.ImageScanFindingsSummary;
import software.amazon.awssdk.services.ecr.model.ImageScanStatus;
import software.amazon.awssdk.services.ecr.model.ScanStatus;

/**
 * The last scan of an image, as it is at a moment.
 *
 * @param image whose scan it is
 * @param startedAt when it began
 * @param duration how long it takes
 * @param now the moment
 */
public record Scan(Digest image, Instant startedAt, Duration duration, Instant now) {

    boolean isComplete() {
        return !this.now.isBefore(completedAt());
    }

    Instant completedAt() {
        return this.startedAt.plus(this.duration);
    }

    /** When what is known of vulnerabilities was brought up to date: each midnight. */
    Instant sourceUpdatedAt() {
        return this.startedAt.truncatedTo(ChronoUnit.DAYS);
    }

    List<ImageScanFinding> findings() {
        return Findings.of(this.image);
    }

    /** How far it is. */
    public ImageScanStatus status() {
        return isComplete() ? ImageScanStatus.builder()
            .status(ScanStatus.COMPLETE)
            .description("The scan was completed successfully.")
            .build() : ImageScanStatus.builder().status(ScanStatus.IN_PROGRESS).build();
    }

    /** What it found, in numbers; null as long as it goes on. */
    public @Nullable ImageScanFindingsSummary summary() {
        if (!isComplete()) {
            return null;
        }
        return ImageScanFindingsSummary.builder()
            .imageScanCompletedAt(completedAt())
            .vulnerabilitySourceUpdatedAt(sourceUpdatedAt())
            .findingSeverityCounts(Findings.counts(findings()))
            .build();
    }

}
