package dev.shipshape.localaws.ecr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityRequest;
import software.amazon.awssdk.services.ecr.model.BatchCheckLayerAvailabilityResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.Layer;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LayerFailure;
import software.amazon.awssdk.services.ecr.model.LayerFailureCode;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** Images as ECR shows them. */
final class ImageCalls {

    private final Registry registry;

    private ImageCalls(Registry registry) {
        this.registry = registry;
    }

    static Map<String, Operation<?, ?>> operations(Registries registries) {
        Function<CallContext, ImageCalls> in = (context) -> new ImageCalls(registries.in(context.region()));
        return Map.of("ListImages",
                Operation.of(ListImagesRequest::builder, (context, request) -> in.apply(context).list(request))
                    .requiring("repositoryName"),
                "DescribeImages",
                Operation.of(DescribeImagesRequest::builder, (context, request) -> in.apply(context).describe(request))
                    .requiring("repositoryName"),
                "BatchGetImage",
                Operation.of(BatchGetImageRequest::builder, (context, request) -> in.apply(context).get(request))
                    .requiring("repositoryName", "imageIds"),
                "BatchCheckLayerAvailability",
                Operation
                    .of(BatchCheckLayerAvailabilityRequest::builder,
                            (context, request) -> in.apply(context).layers(request))
                    .requiring("repositoryName", "layerDigests"));
    }

    private ListImagesResponse list(ListImagesRequest request) {
        require(request.repositoryName(), request.registryId());
        TagStatus status = (request.filter() != null) ? request.filter().tagStatus() : null;
        List<ImageIdentifier> ids = this.registry.images()
            .in(request.repositoryName())
            .stream()
            .filter((image) -> fits(image, status))
            .flatMap(this::identifiers)
            .sorted(Comparator.comparing(ImageCalls::key))
            .toList();
        Page<ImageIdentifier> page = Pages.of(ids, ImageCalls::key, request.maxResults(), request.nextToken());
        return ListImagesResponse.builder().imageIds(page.items()).nextToken(page.nextToken()).build();
    }

    /** One for each tag, or one without a tag. */
    private Stream<ImageIdentifier> identifiers(Image image) {
        ImageIdentifier.Builder id = ImageIdentifier.builder().imageDigest(image.digest().toString());
        List<String> tags = this.registry.images().tags(image);
        return tags.isEmpty() ? Stream.of(id.build()) : tags.stream().map((tag) -> id.imageTag(tag).build());
    }

    private static String key(ImageIdentifier id) {
        return id.imageDigest() + " " + ((id.imageTag() != null) ? id.imageTag() : "");
    }

    private boolean fits(Image image, @Nullable TagStatus status) {
        if (status == null || status == TagStatus.ANY) {
            return true;
        }
        return (status == TagStatus.TAGGED) != this.registry.images().tags(image).isEmpty();
    }

    private DescribeImagesResponse describe(DescribeImagesRequest request) {
        String repository = request.repositoryName();
        require(repository, request.registryId());
        if (request.hasImageIds()) {
            Pages.refuseWith("imageIds", request.imageIds(), request.maxResults(), request.nextToken());
            List<ImageDetail> details = request.imageIds()
                .stream()
                .map((id) -> ImageSought.of(this.registry.images(), repository, id)
                    .image()
                    .orElseThrow(() -> EcrErrors.imageNotFound(repository, id)))
                .map(this::detail)
                .distinct()
                .toList();
            return DescribeImagesResponse.builder().imageDetails(details).build();
        }
        TagStatus status = (request.filter() != null) ? request.filter().tagStatus() : null;
        List<Image> images = this.registry.images()
            .in(repository)
            .stream()
            .filter((image) -> fits(image, status))
            .toList();
        Page<Image> page = Pages.of(images, (image) -> image.digest().toString(), request.maxResults(),
                request.nextToken());
        return DescribeImagesResponse.builder()
            .imageDetails(page.items().stream().map(this::detail).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private ImageDetail detail(Image image) {
        Manifest manifest = image.manifest();
        List<String> tags = this.registry.images().tags(image);
        ImageDetail.Builder detail = ImageDetail.builder()
            .registryId(CallContext.ACCOUNT)
            .repositoryName(image.repository())
            .imageDigest(image.digest().toString())
            .imageSizeInBytes(size(image.repository(), manifest))
            .imagePushedAt(image.pushedAt())
            .imageManifestMediaType(image.mediaType())
            .artifactMediaType(artifactMediaType(manifest));
        if (manifest.subject() != null) {
            detail.subjectManifestDigest(manifest.subject().digest().toString());
        }
        return (tags.isEmpty() ? detail : detail.imageTags(tags)).build();
    }

    /** Compressed layers; of an index the largest child, as ECR does it. */
    private long size(String repository, Manifest manifest) {
        if (!manifest.isIndex()) {
            return manifest.layers().stream().mapToLong(Manifest.Descriptor::size).sum();
        }
        return manifest.children()
            .stream()
            .flatMap((child) -> this.registry.images().find(repository, child.digest().toString()).stream())
            .mapToLong((child) -> size(repository, child.manifest()))
            .max()
            .orElse(0);
    }

    private static @Nullable String artifactMediaType(Manifest manifest) {
        String type = manifest.referrerType();
        return type.isEmpty() ? null : type;
    }

    /**
     * Gives manifests as they were pushed. ECR would convert them to one of
     * {@code acceptedMediaTypes} where it can; here they stay what they are.
     */
    private BatchGetImageResponse get(BatchGetImageRequest request) {
        String repository = request.repositoryName();
        require(repository, request.registryId());
        Pages.checkCount("imageIds", request.imageIds());
        List<software.amazon.awssdk.services.ecr.model.Image> images = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : request.imageIds()) {
            ImageSought sought = ImageSought.of(this.registry.images(), repository, id);
            sought.image()
                .ifPresentOrElse((image) -> images.add(answer(image, id.imageTag())),
                        () -> failures.add(sought.failure()));
        }
        return BatchGetImageResponse.builder().images(images).failures(failures).build();
    }

    static software.amazon.awssdk.services.ecr.model.Image answer(Image image, @Nullable String tag) {
        return software.amazon.awssdk.services.ecr.model.Image.builder()
            .registryId(CallContext.ACCOUNT)
            .repositoryName(image.repository())
            .imageId((id) -> id.imageDigest(image.digest().toString()).imageTag(tag))
            .imageManifest(new String(image.content(), StandardCharsets.UTF_8))
            .imageManifestMediaType(image.mediaType())
            .build();
    }

    private BatchCheckLayerAvailabilityResponse layers(BatchCheckLayerAvailabilityRequest request) {
        require(request.repositoryName(), request.registryId());
        Pages.checkCount("layerDigests", request.layerDigests());
        List<Layer> layers = new ArrayList<>();
        List<LayerFailure> failures = new ArrayList<>();
        for (String asked : request.layerDigests()) {
            Digest.parse(asked)
                .ifPresentOrElse((digest) -> layers.add(layer(request.repositoryName(), digest)),
                        () -> failures.add(LayerFailure.builder()
                            .layerDigest(asked)
                            .failureCode(LayerFailureCode.INVALID_LAYER_DIGEST)
                            .failureReason("Invalid request parameters: layer digest should be a sha256 digest")
                            .build()));
        }
        return BatchCheckLayerAvailabilityResponse.builder().layers(layers).failures(failures).build();
    }

    private Layer layer(String repository, Digest digest) {
        OptionalLong size = this.registry.layers().promise(repository, digest);
        Layer.Builder layer = Layer.builder()
            .layerDigest(digest.toString())
            .layerAvailability(size.isPresent() ? LayerAvailability.AVAILABLE : LayerAvailability.UNAVAILABLE);
        size.ifPresent(layer::layerSize);
        return layer.build();
    }

    private void require(String repository, @Nullable String registry) {
        RepositorySettings.require(this.registry.repositories(), repository, registry);
    }

}
