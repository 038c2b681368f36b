package dev.shipshape.localaws.ecr;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.TagStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What was pushed, seen through ECR's API by the real SDK. */
class ImagesTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcrClient ecr = aws.client(EcrClient.builder());

    private Pusher pusher = Pusher.of(aws);

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.pusher = Pusher.of(aws);
        this.ecr.createRepository((repository) -> repository.repositoryName("web"));
    }

    private static void refused(Class<? extends EcrException> type, String message, ThrowingCallable call) {
        assertThatExceptionOfType(type).isThrownBy(call)
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorMessage()).contains(message));
    }

    @Test
    void whatWasPushedIsDescribed() {
        Digest digest = this.pusher.manifest("web", "1", this.pusher.image("web", "first layer", "second"));
        this.pusher.manifest("web", "latest", this.pusher.image("web", "first layer", "second"));
        ImageDetail image = this.ecr.describeImages((request) -> request.repositoryName("web")).imageDetails().get(0);
        assertThat(image.imageDigest()).isEqualTo(digest.toString());
        assertThat(image.imageTags()).containsExactly("1", "latest");
        assertThat(image.imageSizeInBytes()).isEqualTo("first layersecond".length());
        assertThat(image.imagePushedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(image.imageManifestMediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(image.artifactMediaType()).isEqualTo("application/vnd.oci.image.config.v1+json");
        assertThat(image.registryId()).isEqualTo("123456789012");
    }

    @Test
    void anIndexIsAsLargeAsItsLargestImage() {
        String small = this.pusher.image("web", "small");
        String large = this.pusher.image("web", "the larger one");
        this.pusher.manifest("web", Pusher.digest(small).toString(), small);
        this.pusher.manifest("web", Pusher.digest(large).toString(), large);
        this.pusher.manifest("web", "all", Pusher.index(small, large));
        ImageDetail index = this.ecr.describeImages((request) -> request.repositoryName("web").imageIds(tag("all")))
            .imageDetails()
            .get(0);
        assertThat(index.imageSizeInBytes()).isEqualTo("the larger one".length());
        assertThat(index.imageManifestMediaType()).isEqualTo("application/vnd.oci.image.index.v1+json");
        assertThat(this.ecr
            .describeImages(
                    (request) -> request.repositoryName("web").filter((filter) -> filter.tagStatus(TagStatus.UNTAGGED)))
            .imageDetails()).hasSize(2);
    }

    @Test
    void anImageThatIsNotThereIsNotFound() {
        refused(ImageNotFoundException.class,
                "The image with imageId {imageDigest:'null', imageTag:'none'} does not exist within the repository "
                        + "with name 'web' in the registry with id '123456789012'",
                () -> this.ecr.describeImages((request) -> request.repositoryName("web").imageIds(tag("none"))));
        refused(RepositoryNotFoundException.class, "'none'",
                () -> this.ecr.describeImages((request) -> request.repositoryName("none")));
        refused(RepositoryNotFoundException.class, "'none'",
                () -> this.ecr.listImages((request) -> request.repositoryName("none")));
    }

    @Test
    void imagesAreListedByTagInPages() {
        String tagged = this.pusher.image("web", "tagged");
        this.pusher.manifest("web", "1", tagged);
        this.pusher.manifest("web", "2", tagged);
        String untagged = this.pusher.image("web", "untagged");
        Digest digest = this.pusher.manifest("web", Pusher.digest(untagged).toString(), untagged);
        assertThat(this.ecr.listImagesPaginator((request) -> request.repositoryName("web").maxResults(1))
            .stream()
            .map((page) -> page.imageIds().size())).containsExactly(1, 1, 1);
        assertThat(list(TagStatus.TAGGED)).extracting(ImageIdentifier::imageTag).containsExactly("1", "2");
        assertThat(list(TagStatus.UNTAGGED)).extracting(ImageIdentifier::imageDigest)
            .containsExactly(digest.toString());
        assertThat(list(TagStatus.ANY)).hasSize(3);
        assertThat(this.ecr.describeImagesPaginator((request) -> request.repositoryName("web").maxResults(1))
            .imageDetails()
            .stream()).hasSize(2);
        refused(InvalidParameterException.class, "maxResults", () -> this.ecr
            .describeImages((request) -> request.repositoryName("web").imageIds(tag("1")).maxResults(1)));
    }

    private List<ImageIdentifier> list(TagStatus status) {
        return this.ecr
            .listImages((request) -> request.repositoryName("web").filter((filter) -> filter.tagStatus(status)))
            .imageIds();
    }

    @Test
    void manifestsAreGivenWithFailuresForTheRest() {
        String manifest = this.pusher.image("web", "layer");
        Digest digest = this.pusher.manifest("web", "1", manifest);
        BatchGetImageResponse answer = this.ecr.batchGetImage((request) -> request.repositoryName("web")
            .imageIds(tag("1"), tag("none"), ImageIdentifier.builder().build(), digest("sha256:short"),
                    tag("1").toBuilder().imageDigest(Digest.of(new byte[0]).toString()).build()));
        assertThat(answer.images()).hasSize(1);
        assertThat(answer.images().get(0).imageManifest()).isEqualTo(manifest);
        assertThat(answer.images().get(0).imageId())
            .isEqualTo(tag("1").toBuilder().imageDigest(digest.toString()).build());
        assertThat(answer.failures()).extracting(ImageFailure::failureCode)
            .containsExactly(ImageFailureCode.IMAGE_NOT_FOUND, ImageFailureCode.MISSING_DIGEST_AND_TAG,
                    ImageFailureCode.INVALID_IMAGE_DIGEST, ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST);
    }

    @Test
    void atMostAHundredImagesAreNamedInOneCall() {
        List<ImageIdentifier> tooMany = IntStream.range(0, 101).mapToObj((i) -> tag("t" + i)).toList();
        refused(InvalidParameterException.class, "imageIds",
                () -> this.ecr.batchGetImage((request) -> request.repositoryName("web").imageIds(tooMany)));
        refused(InvalidParameterException.class, "imageIds",
                () -> this.ecr.batchDeleteImage((request) -> request.repositoryName("web").imageIds(tooMany)));
    }

    @Test
    void byTagItOnlyUntagsUntilTheLastTagGoes() {
        String manifest = this.pusher.image("web", "layer");
        Digest digest = this.pusher.manifest("web", "1", manifest);
        this.pusher.manifest("web", "2", manifest);
        assertThat(delete(tag("1")).imageIds()).containsExactly(tag("1").toBuilder().imageDigest("" + digest).build());
        assertThat(list(TagStatus.ANY)).extracting(ImageIdentifier::imageTag).containsExactly("2");
        assertThat(delete(tag("2")).failures()).isEmpty();
        assertThat(list(TagStatus.ANY)).isEmpty();
    }

    @Test
    void byDigestTheImageGoesWithAllItsTags() {
        String manifest = this.pusher.image("web", "layer");
        Digest digest = this.pusher.manifest("web", "1", manifest);
        this.pusher.manifest("web", "2", manifest);
        assertThat(delete(digest("" + digest)).imageIds()).extracting(ImageIdentifier::imageTag)
            .containsExactly("1", "2");
        assertThat(list(TagStatus.ANY)).isEmpty();
        assertThat(delete(digest("" + digest)).failures().get(0).failureCode())
            .isEqualTo(ImageFailureCode.IMAGE_NOT_FOUND);
    }

    @Test
    void anImageOfAnIndexGoesAfterTheIndex() {
        String image = this.pusher.image("web", "layer");
        Digest child = this.pusher.manifest("web", "amd64", image);
        Digest index = this.pusher.manifest("web", "all", Pusher.index(image));
        ImageFailure failure = delete(digest("" + child)).failures().get(0);
        assertThat(failure.failureCode()).isEqualTo(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST);
        assertThat(failure.failureReason()).isEqualTo("Requested image referenced by manifest list: [" + index + "]");
        assertThat(delete(tag("amd64")).failures()).hasSize(1);
        assertThat(delete(digest("" + index), digest("" + child)).failures()).isEmpty();
        assertThat(list(TagStatus.ANY)).isEmpty();
    }

    private BatchDeleteImageResponse delete(ImageIdentifier... ids) {
        return this.ecr.batchDeleteImage((request) -> request.repositoryName("web").imageIds(ids));
    }

    @Test
    void aManifestPutThroughTheApiIsAnImage() {
        String manifest = this.pusher.image("web", "layer");
        put(manifest, "1");
        assertThat(this.pusher.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        put(manifest, "2");
        refused(ImageAlreadyExistsException.class,
                "Image with digest '" + Pusher.digest(manifest)
                        + "' and tag '2' already exists in the repository with name 'web' in registry with id "
                        + "'123456789012'",
                () -> put(manifest, "2"));
        assertThat(list(TagStatus.TAGGED)).hasSize(2);
    }

    @Test
    void aManifestThatDoesNotFitIsRefused() {
        String manifest = this.pusher.image("web", "layer");
        refused(InvalidParameterException.class, "imageManifest", () -> put("{", "1"));
        refused(InvalidParameterException.class, "imageTag", () -> put(manifest, "a b"));
        refused(LayersNotFoundException.class, "" + Pusher.digest("none"),
                () -> put(manifest.replace(Pusher.digest("layer").hex(), Pusher.digest("none").hex()), "1"));
        refused(ReferencedImagesNotFoundException.class, "" + Pusher.digest(manifest),
                () -> put(Pusher.index(manifest), "1"));
        refused(ImageDigestDoesNotMatchException.class, "" + Pusher.digest(manifest),
                () -> this.ecr.putImage((request) -> request.repositoryName("web")
                    .imageManifest(manifest)
                    .imageDigest("" + Pusher.digest("none"))));
        assertThat(list(TagStatus.ANY)).isEmpty();
    }

    /** "…you must specify the imageManifestMediaType in the request" (PutImage). */
    @Test
    void aManifestThatDoesNotNameItsTypeNeedsItFromTheCaller() {
        String silent = this.pusher.image("web", "layer")
            .replace("\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",", "");
        refused(InvalidParameterException.class, "mediatype not provided", () -> put(silent, "1"));
        this.ecr.putImage((request) -> request.repositoryName("web")
            .imageManifest(silent)
            .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json"));
        assertThat(list(TagStatus.UNTAGGED)).hasSize(1);
    }

    @Test
    void anImmutableTagStaysWhereItIs() {
        this.ecr.putImageTagMutability((request) -> request.repositoryName("web")
            .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
            .imageTagMutabilityExclusionFilters(
                    ImageTagMutabilityExclusionFilter.builder().filterType("WILDCARD").filter("dev-*").build()));
        put(this.pusher.image("web", "first"), "1");
        refused(ImageTagAlreadyExistsException.class,
                "The image tag '1' already exists in the 'web' repository and cannot be overwritten",
                () -> put(this.pusher.image("web", "second"), "1"));
        put(this.pusher.image("web", "first"), "dev-1");
        put(this.pusher.image("web", "second"), "dev-1");
        assertThat(list(TagStatus.TAGGED)).extracting(ImageIdentifier::imageTag)
            .containsExactlyInAnyOrder("1", "dev-1");
    }

    private void put(String manifest, String tag) {
        this.ecr.putImage((request) -> request.repositoryName("web").imageManifest(manifest).imageTag(tag));
    }

    @Test
    void layersAreKnownOnceTheyArePushed() {
        this.pusher.blob("web", "layer");
        assertThat(this.ecr
            .batchCheckLayerAvailability((request) -> request.repositoryName("web")
                .layerDigests("" + Pusher.digest("layer"), "" + Pusher.digest("none")))
            .layers()).extracting(Layer::layerAvailability)
            .containsExactly(LayerAvailability.AVAILABLE, LayerAvailability.UNAVAILABLE);
    }

    @Test
    void imagesAreThereAfterARestart() {
        Digest digest = this.pusher.manifest("web", "1", this.pusher.image("web", "layer"));
        aws.restart();
        assertThat(aws.client(EcrClient.builder())
            .describeImages((request) -> request.repositoryName("web"))
            .imageDetails()).extracting(ImageDetail::imageDigest).containsExactly(digest.toString());
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static ImageIdentifier digest(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }

}
