package dev.shipshape.localaws.ecr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.FindingSeverity;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.RegistryScanningRule;
import software.amazon.awssdk.services.ecr.model.RepositoryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ScanFrequency;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanStatus;
import software.amazon.awssdk.services.ecr.model.ScanType;
import software.amazon.awssdk.services.ecr.model.ScanningRepositoryFilter;
import software.amazon.awssdk.services.ecr.model.UnsupportedImageTypeException;
import software.amazon.awssdk.services.ecr.model.ValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Amazon ECR user guide, "Scan images for OS vulnerabilities"; ECR API reference,
 * StartImageScan, DescribeImageScanFindings, PutRegistryScanningConfiguration.
 */
class ScansTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-02-03T04:05:06Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.FAST, clock);

    private EcrClient ecr = aws.client(EcrClient.builder());

    private Pusher pusher = Pusher.of(aws);

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.pusher = Pusher.of(aws);
        this.ecr.createRepository((request) -> request.repositoryName("web"));
    }

    private void push(String tag) {
        this.pusher.manifest("web", tag, this.pusher.image("web", "layer of " + tag));
    }

    private void start(String tag) {
        assertThat(this.ecr.startImageScan((request) -> request.repositoryName("web").imageId((id) -> id.imageTag(tag)))
            .imageScanStatus()
            .status()).isEqualTo(ScanStatus.IN_PROGRESS);
    }

    private DescribeImageScanFindingsResponse findings(String tag) {
        return this.ecr
            .describeImageScanFindings((request) -> request.repositoryName("web").imageId((id) -> id.imageTag(tag)));
    }

    private ImageDetail detail(String tag) {
        return this.ecr.describeImages(
                (request) -> request.repositoryName("web").imageIds(ImageIdentifier.builder().imageTag(tag).build()))
            .imageDetails()
            .get(0);
    }

    @Test
    void aScanGoesOnForAWhileAndHasFindingsThen() {
        push("1");
        start("1");
        assertThat(findings("1").imageScanStatus().status()).isEqualTo(ScanStatus.IN_PROGRESS);
        assertThat(findings("1").imageScanFindings()).isNull();
        assertThat(detail("1").imageScanFindingsSummary()).isNull();
        Instant started = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        DescribeImageScanFindingsResponse done = findings("1");
        assertThat(done.imageScanStatus().status()).isEqualTo(ScanStatus.COMPLETE);
        assertThat(done.imageScanStatus().description()).isEqualTo("The scan was completed successfully.");
        assertThat(done.imageScanFindings().imageScanCompletedAt()).isBetween(started, clock.instant());
        assertThat(detail("1").imageScanStatus()).isEqualTo(done.imageScanStatus());
        assertThat(detail("1").imageScanFindingsSummary().findingSeverityCounts())
            .isEqualTo(done.imageScanFindings().findingSeverityCounts());
    }

    @Test
    void findingsAreTheSameForTheSameImageAndSayThatTheyAreSimulated() {
        List<String> tags = Stream.of("a", "b", "c", "d", "e", "f").toList();
        tags.forEach(this::push);
        tags.forEach(this::start);
        clock.advance(Duration.ofSeconds(1));
        List<ImageScanFinding> all = tags.stream()
            .flatMap((tag) -> findings(tag).imageScanFindings().findings().stream())
            .toList();
        assertThat(all).isNotEmpty()
            .allSatisfy((finding) -> assertThat(finding.name()).startsWith("SIMULATED-"))
            .allSatisfy((finding) -> assertThat(finding.description()).startsWith("Simulated by the sandbox"));
        for (String tag : tags) {
            DescribeImageScanFindingsResponse found = findings(tag);
            assertThat(findings(tag).imageScanFindings()).isEqualTo(found.imageScanFindings());
            int sum = found.imageScanFindings()
                .findingSeverityCounts()
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
            assertThat(sum).isEqualTo(found.imageScanFindings().findings().size());
            assertThat(this.ecr
                .describeImageScanFindingsPaginator(
                        (request) -> request.repositoryName("web").imageId((id) -> id.imageTag(tag)).maxResults(2))
                .stream()
                .flatMap((page) -> page.imageScanFindings().findings().stream()))
                .containsExactlyElementsOf(found.imageScanFindings().findings());
        }
        assertThat(all.stream().map(ImageScanFinding::severity)).doesNotContain(FindingSeverity.UNKNOWN_TO_SDK_VERSION);
    }

    /**
     * "A basic image scan can only be started once per 24 hours on an individual image."
     */
    @Test
    void anImageIsScannedOnceADay() {
        push("1");
        start("1");
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> start("1"))
            .withMessageContaining("The scan quota per image has been exceeded. Wait and try again.");
        clock.advance(Duration.ofSeconds(1));
        start("1");
    }

    @Test
    void whatCannotBeScannedIsRefused() {
        push("1");
        String image = this.pusher.image("web", "layer of 1");
        this.pusher.manifest("web", "all", Pusher.index(image));
        assertThatExceptionOfType(UnsupportedImageTypeException.class).isThrownBy(() -> start("all"));
        assertThatExceptionOfType(ImageNotFoundException.class).isThrownBy(() -> start("none"))
            .withMessageContaining("{imageDigest:'null', imageTag:'none'}");
        assertThatExceptionOfType(ScanNotFoundException.class).isThrownBy(() -> findings("1"))
            .withMessageContaining("Image scan does not exist for the image with '{imageDigest:'null', imageTag:'1'}' "
                    + "in the repository with name 'web' in the registry with id '123456789012'");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecr.startImageScan((request) -> request.repositoryName("web").imageId((id) -> {
            })));
    }

    @Test
    void aRepositoryScansOnPushIfAsked() {
        this.ecr.putImageScanningConfiguration((request) -> request.repositoryName("web")
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(true)));
        push("1");
        assertThat(detail("1").imageScanStatus().status()).isEqualTo(ScanStatus.IN_PROGRESS);
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> start("1"));
        this.ecr.batchDeleteImage(
                (request) -> request.repositoryName("web").imageIds(ImageIdentifier.builder().imageTag("1").build()));
        clock.advance(Duration.ofSeconds(1));
        push("1");
        assertThat(detail("1").imageScanStatus().status()).isEqualTo(ScanStatus.IN_PROGRESS);
    }

    @Test
    void rulesOfTheRegistryGoBeforeTheRepositorysOwnSetting() {
        assertThat(configuration().scanFrequency()).isEqualTo(ScanFrequency.MANUAL);
        assertThat(this.ecr.getRegistryScanningConfiguration((request) -> {
        }).scanningConfiguration().scanType()).isEqualTo(ScanType.BASIC);
        this.ecr.putRegistryScanningConfiguration(
                (request) -> request.scanType(ScanType.BASIC).rules(rule(ScanFrequency.SCAN_ON_PUSH, "we*")));
        assertThat(configuration().scanFrequency()).isEqualTo(ScanFrequency.SCAN_ON_PUSH);
        assertThat(configuration().appliedScanFilters()).hasSize(1);
        assertThat(configuration().scanOnPush()).isFalse();
        push("1");
        assertThat(detail("1").imageScanStatus()).isNotNull();
        assertThat(this.ecr.batchGetRepositoryScanningConfiguration((request) -> request.repositoryNames("none"))
            .failures()
            .get(0)
            .failureReason()).isEqualTo("REPOSITORY_NOT_FOUND");
    }

    @Test
    void enhancedScanningIsKeptAndScansNothingByHand() {
        this.ecr.putRegistryScanningConfiguration(
                (request) -> request.scanType(ScanType.ENHANCED).rules(rule(ScanFrequency.CONTINUOUS_SCAN, "*")));
        assertThat(configuration().scanFrequency()).isEqualTo(ScanFrequency.CONTINUOUS_SCAN);
        push("1");
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> start("1"))
            .withMessageContaining("This feature is disabled");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecr.putRegistryScanningConfiguration(
                    (request) -> request.scanType(ScanType.BASIC).rules(rule(ScanFrequency.CONTINUOUS_SCAN, "*"))))
            .withMessageContaining("CONTINUOUS_SCAN is not supported with scan type BASIC");
    }

    /** A filter that AWS's own pattern would be tried on for ever. */
    @Test
    void aFilterThatIsNoneIsRefusedAtOnce() {
        String filter = "a".repeat(200) + "!";
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> this.ecr
            .putRegistryScanningConfiguration((request) -> request.rules(rule(ScanFrequency.SCAN_ON_PUSH, filter))));
    }

    private static RegistryScanningRule rule(ScanFrequency frequency, String filter) {
        return RegistryScanningRule.builder()
            .scanFrequency(frequency)
            .repositoryFilters(ScanningRepositoryFilter.builder().filter(filter).filterType("WILDCARD").build())
            .build();
    }

    private RepositoryScanningConfiguration configuration() {
        return this.ecr.batchGetRepositoryScanningConfiguration((request) -> request.repositoryNames("web"))
            .scanningConfigurations()
            .get(0);
    }

}
