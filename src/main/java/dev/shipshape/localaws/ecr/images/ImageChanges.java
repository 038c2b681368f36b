package dev.shipshape.localaws.ecr.images;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.ImageSought;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** Manifests put and images deleted through the API. */
public final class ImageChanges {

    private final Registry registry;

    private ImageChanges(Registry registry) {
        this.registry = registry;
    }

    /** The operations on these registries by name. */
    public static Map<String, Operation<?, ?>> operations(Registries registries) {
        Function<CallContext, ImageChanges> in = (context) -> new ImageChanges(registries.in(context.region()));
        return Map.of("PutImage",
                Operation.of(PutImageRequest::builder, (context, request) -> in.apply(context).put(request))
                    .requiring("repositoryName", "imageManifest"),
                "BatchDeleteImage",
                Operation.of(BatchDeleteImageRequest::builder, (context, request) -> in.apply(context).delete(request))
                    .requiring("repositoryName", "imageIds"));
    }

    private PutImageResponse put(PutImageRequest request) {
        String repository = request.repositoryName();
        Existing.repository(this.registry, repository, request.registryId());
        byte[] content = request.imageManifest().getBytes(StandardCharsets.UTF_8);
        Constraints.length("imageManifest", request.imageManifest(), 1, Manifest.MAX_SIZE);
        Constraints.length("imageTag", request.imageTag(), 1, 300);
        Digest digest = Digest.of(content);
        if (request.imageDigest() != null && !request.imageDigest().equals(digest.toString())) {
            throw new AwsError("ImageDigestDoesNotMatchException", "The image digest '" + request.imageDigest()
                    + "' does not match the digest '" + digest + "' calculated from the image manifest");
        }
        try {
            if (request.imageManifestMediaType() == null && !Manifest.namesItsType(content)) {
                throw new AwsError("InvalidParameterException",
                        "image manifest mediatype not provided in manifest or parameter");
            }
            checkReferences(repository, Manifest.read(content, request.imageManifestMediaType()));
            checkNew(request, repository, digest);
            String reference = (request.imageTag() != null) ? request.imageTag() : digest.toString();
            Image image = this.registry.images().push(repository, reference, content, request.imageManifestMediaType());
            return PutImageResponse.builder()
                .image(ImageReads.answer(image, request.imageTag(),
                        new MediaTypes.Given(image.mediaType(), request.imageManifest())))
                .build();
        }
        catch (OciError ex) {
            throw EcrErrors.invalid(ex.code().equals("TAG_INVALID") ? "imageTag" : "imageManifest",
                    "" + ex.getMessage());
        }
    }

    private void checkReferences(String repository, Manifest manifest) {
        List<Digest> missing = this.registry.images().missing(repository, manifest);
        if (!missing.isEmpty()) {
            throw manifest.isIndex() ? EcrErrors.referencedImagesNotFound(repository, missing)
                    : EcrErrors.layersNotFound(repository, missing);
        }
    }

    private void checkNew(PutImageRequest request, String repository, Digest digest) {
        String tag = request.imageTag();
        if (tag == null) {
            this.registry.images().find(repository, digest.toString()).ifPresent((image) -> {
                throw EcrErrors.imageAlreadyExists(image, "null");
            });
            return;
        }
        Optional<Image> tagged = this.registry.images().find(repository, tag);
        if (tagged.isPresent() && tagged.get().digest().equals(digest)) {
            throw EcrErrors.imageAlreadyExists(tagged.get(), tag);
        }
        if (tagged.isPresent() && this.registry.images().keeps(repository, tag)) {
            throw EcrErrors.tagAlreadyExists(repository, tag);
        }
    }

    /** In the order given: an index named before its images lets them go in one call. */
    private BatchDeleteImageResponse delete(BatchDeleteImageRequest request) {
        String repository = request.repositoryName();
        Existing.repository(this.registry, repository, request.registryId());
        Pages.checkCount("imageIds", request.imageIds());
        List<ImageIdentifier> deleted = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : request.imageIds()) {
            ImageSought sought = ImageSought.of(this.registry.images(), repository, id);
            if (sought.image().isEmpty()) {
                failures.add(sought.failure());
            }
            else {
                delete(sought.image().get(), id, deleted, failures);
            }
        }
        return BatchDeleteImageResponse.builder().imageIds(deleted).failures(failures).build();
    }

    /** By tag it only untags, unless that was the last tag; by digest all of it goes. */
    private void delete(Image image, ImageIdentifier id, List<ImageIdentifier> deleted, List<ImageFailure> failures) {
        List<String> tags = this.registry.images().tags(image);
        boolean untagOnly = id.imageTag() != null && tags.size() > 1;
        List<Digest> indexes = this.registry.images().indexesOf(image).stream().map(Image::digest).toList();
        ImageIdentifier.Builder gone = ImageIdentifier.builder().imageDigest(image.digest().toString());
        if (!untagOnly && !indexes.isEmpty()) {
            failures.add(ImageFailure.builder()
                .imageId(gone.imageTag(id.imageTag()).build())
                .failureCode(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST)
                .failureReason("Requested image referenced by manifest list: " + indexes)
                .build());
        }
        else if (id.imageTag() != null) {
            this.registry.untag(image.repository(), id.imageTag());
            deleted.add(gone.imageTag(id.imageTag()).build());
        }
        else {
            this.registry.delete(image);
            if (tags.isEmpty()) {
                deleted.add(gone.build());
            }
            tags.forEach((tag) -> deleted.add(gone.imageTag(tag).build()));
        }
    }

}
