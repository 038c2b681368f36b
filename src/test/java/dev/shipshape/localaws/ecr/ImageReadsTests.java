package dev.shipshape.localaws.ecr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageReferrer;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.ImageStorageClassUpdateNotSupportedException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.TargetStorageClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * ECR API reference: BatchGetImage, ListImages, ListImageReferrers,
 * UpdateImageStorageClass, and the members of ImageDetail that change with time.
 */
class ImageReadsTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-02-03T04:05:06Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.FAST, clock);

    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

    private EcrClient ecr = aws.client(EcrClient.builder());

    private Pusher pusher = Pusher.of(aws);

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.pusher = Pusher.of(aws);
        this.ecr.createRepository((request) -> request.repositoryName("web"));
    }

    private ImageDetail detail(String tag) {
        return this.ecr.describeImages(
                (request) -> request.repositoryName("web").imageIds(ImageIdentifier.builder().imageTag(tag).build()))
            .imageDetails()
            .get(0);
    }

    private BatchGetImageResponse get(ImageIdentifier id, String... accepted) {
        return this.ecr
            .batchGetImage((request) -> request.repositoryName("web").imageIds(id).acceptedMediaTypes(accepted));
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    @Test
    void theLastPullIsRecorded() {
        this.pusher.manifest("web", "1", this.pusher.image("web", "layer"));
        assertThat(detail("1").lastRecordedPullTime()).isNull();
        this.pusher.send("HEAD", "/v2/web/manifests/1", "");
        assertThat(detail("1").lastRecordedPullTime()).isNull();
        this.pusher.get("/v2/web/manifests/1");
        assertThat(detail("1").lastRecordedPullTime()).isEqualTo(clock.instant());
        clock.advance(Duration.ofHours(3));
        get(tag("1"), OCI);
        assertThat(detail("1").lastRecordedPullTime()).isEqualTo(clock.instant());
    }

    @Test
    void aManifestIsGivenInATypeThatTheCallerAccepts() {
        Digest digest = this.pusher.manifest("web", "1", this.pusher.image("web", "layer"));
        assertThat(get(tag("1"), OCI, DOCKER).images().get(0).imageManifestMediaType()).isEqualTo(OCI);
        assertThat(get(tag("1"), DOCKER).images().get(0)).satisfies((image) -> {
            assertThat(image.imageManifestMediaType()).isEqualTo(DOCKER);
            assertThat(image.imageManifest()).contains("application/vnd.docker.image.rootfs.diff.tar.gzip",
                    Pusher.digest("layer").toString());
            assertThat(image.imageId().imageDigest()).isEqualTo(digest.toString());
        });
        ImageIdentifier byDigest = ImageIdentifier.builder().imageDigest(digest.toString()).build();
        assertThat(get(byDigest, DOCKER).failures().get(0).failureCode()).isEqualTo(ImageFailureCode.IMAGE_NOT_FOUND);
        assertThat(get(tag("1"), "application/vnd.docker.distribution.manifest.v1+json").images()).isEmpty();
    }

    @Test
    void aPageMayEndBetweenTwoTagsOfAnImage() {
        String first = this.pusher.image("web", "first");
        String second = this.pusher.image("web", "second");
        for (String tag : List.of("a", "b", "c")) {
            this.pusher.manifest("web", "first-" + tag, first);
            this.pusher.manifest("web", "second-" + tag, second);
        }
        assertThat(this.ecr.listImagesPaginator((request) -> request.repositoryName("web").maxResults(2))
            .imageIds()
            .stream()
            .map(ImageIdentifier::imageTag))
            .containsExactlyInAnyOrder("first-a", "first-b", "first-c", "second-a", "second-b", "second-c");
        assertThat(this.ecr.listImagesPaginator((request) -> request.repositoryName("web").maxResults(2))
            .stream()
            .map((page) -> page.imageIds().size())).containsExactly(2, 2, 2);
    }

    @Test
    void whatRefersToAnImageIsListed() {
        String image = this.pusher.image("web", "layer");
        Digest digest = this.pusher.manifest("web", "1", image);
        String signature = this.pusher.image("web", "signature")
            .replace("\"layers\":",
                    "\"artifactType\":\"application/signature\",\"annotations\":{\"by\":\"me\"},"
                            + "\"subject\":{\"mediaType\":\"" + OCI + "\",\"digest\":\"" + digest + "\",\"size\":"
                            + image.length() + "},\"layers\":");
        this.pusher.manifest("web", Pusher.digest(signature).toString(), signature);
        ImageReferrer referrer = this.ecr
            .listImageReferrers(
                    (request) -> request.repositoryName("web").subjectId((id) -> id.imageDigest(digest.toString())))
            .referrers()
            .get(0);
        assertThat(referrer.digest()).isEqualTo(Pusher.digest(signature).toString());
        assertThat(referrer.artifactType()).isEqualTo("application/signature");
        assertThat(referrer.annotations()).containsEntry("by", "me");
        assertThat(this.ecr
            .listImageReferrers((request) -> request.repositoryName("web")
                .subjectId((id) -> id.imageDigest(digest.toString()))
                .filter((filter) -> filter.artifactTypes("application/other")))
            .referrers()).isEmpty();
        assertThat(this.ecr
            .describeImages((request) -> request.repositoryName("web")
                .imageIds(ImageIdentifier.builder().imageDigest(referrer.digest()).build()))
            .imageDetails()
            .get(0)
            .subjectManifestDigest()).isEqualTo(digest.toString());
    }

    private void move(TargetStorageClass target) {
        this.ecr.updateImageStorageClass((
                request) -> request.repositoryName("web").imageId((id) -> id.imageTag("1")).targetStorageClass(target));
    }

    /** User guide, "Archiving an image": 404 for a pull, listed if asked for. */
    @Test
    void anArchivedImageCannotBePulledUntilItIsBack() {
        this.pusher.manifest("web", "1", this.pusher.image("web", "layer"));
        move(TargetStorageClass.ARCHIVE);
        assertThat(detail("1").imageStatus()).isEqualTo(ImageStatus.ARCHIVED);
        assertThat(detail("1").lastArchivedAt()).isEqualTo(clock.instant());
        assertThat(this.pusher.get("/v2/web/manifests/1").statusCode()).isEqualTo(404);
        assertThat(this.pusher.send("HEAD", "/v2/web/manifests/1", "").statusCode()).isEqualTo(404);
        assertThat(get(tag("1")).failures().get(0).failureCode()).isEqualTo(ImageFailureCode.IMAGE_INACCESSIBLE);
        assertThat(this.ecr.listImages((request) -> request.repositoryName("web")).imageIds()).isEmpty();
        assertThat(this.ecr
            .listImages((request) -> request.repositoryName("web")
                .filter((filter) -> filter.imageStatus(ImageStatusFilter.ARCHIVED)))
            .imageIds()).hasSize(1);
        assertThatExceptionOfType(ImageStorageClassUpdateNotSupportedException.class)
            .isThrownBy(() -> move(TargetStorageClass.ARCHIVE));
        move(TargetStorageClass.STANDARD);
        assertThat(detail("1").imageStatus()).isEqualTo(ImageStatus.ACTIVATING);
        clock.advance(Duration.ofSeconds(2));
        assertThat(detail("1").imageStatus()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(detail("1").lastActivatedAt()).isNotNull();
        assertThat(this.pusher.get("/v2/web/manifests/1").statusCode()).isEqualTo(200);
    }

    @Test
    void aPushBringsAnArchivedImageBack() {
        this.pusher.manifest("web", "1", this.pusher.image("web", "layer"));
        move(TargetStorageClass.ARCHIVE);
        this.pusher.manifest("web", "1", this.pusher.image("web", "layer"));
        assertThat(detail("1").imageStatus()).isEqualTo(ImageStatus.ACTIVE);
    }

    /**
     * User guide, "Preventing image tags from being overwritten": also for docker push.
     */
    @Test
    void theDataPlaneKeepsImmutableTagsWithTheirExclusions() {
        this.ecr.putImageTagMutability((request) -> request.repositoryName("web")
            .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
            .imageTagMutabilityExclusionFilters(
                    ImageTagMutabilityExclusionFilter.builder().filterType("WILDCARD").filter("dev-*").build()));
        String first = this.pusher.image("web", "first");
        String second = this.pusher.image("web", "second");
        for (String tag : List.of("1", "dev-1")) {
            this.pusher.manifest("web", tag, first);
        }
        assertThat(this.pusher.send("PUT", "/v2/web/manifests/1", second).body()).contains("TAG_INVALID",
                "The image tag '1' already exists in the 'web' repository and cannot be overwritten because the tag "
                        + "is immutable.");
        this.pusher.manifest("web", "dev-1", second);
        this.ecr.putImageTagMutability((request) -> request.repositoryName("web")
            .imageTagMutability(ImageTagMutability.MUTABLE_WITH_EXCLUSION)
            .imageTagMutabilityExclusionFilters(
                    ImageTagMutabilityExclusionFilter.builder().filterType("WILDCARD").filter("dev-*").build()));
        this.pusher.manifest("web", "1", second);
        assertThat(this.pusher.send("PUT", "/v2/web/manifests/dev-1", first).statusCode()).isEqualTo(400);
    }

}
