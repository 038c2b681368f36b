package dev.shipshape.localaws.ecr.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.ImageSought;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ArtifactStatusFilter;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageReferrer;
import software.amazon.awssdk.services.ecr.model.ListImageReferrersRequest;
import software.amazon.awssdk.services.ecr.model.ListImageReferrersResponse;

/** Gives manifests, and what refers to them. */
public final class ImageReads {

    private static final int USUAL_REFERRERS = 20;

    private static final int MOST_REFERRERS = 50;

    private final Registries registries;

    /** The calls on these registries. */
    public ImageReads(Registries registries) {
        this.registries = registries;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("BatchGetImage",
                Operation.of(BatchGetImageRequest::builder, this::get).requiring("repositoryName", "imageIds"),
                "ListImageReferrers", Operation.of(ListImageReferrersRequest::builder, this::referrers)
                    .requiring("repositoryName", "subjectId"));
    }

    /** A pull, for ECR too: the time is written down. */
    private BatchGetImageResponse get(CallContext context, BatchGetImageRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        Pages.checkCount("imageIds", request.imageIds());
        MediaTypes accepted = new MediaTypes(request.acceptedMediaTypes());
        List<software.amazon.awssdk.services.ecr.model.Image> images = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : request.imageIds()) {
            ImageSought sought = ImageSought.of(registry.images(), repository, id);
            if (sought.image().isEmpty()) {
                failures.add(sought.failure());
                continue;
            }
            Image image = sought.image().get();
            Optional<MediaTypes.Given> given = accepted.of(image, id.imageDigest() == null);
            if (!registry.images().states().of(image).isPullable(context.now())) {
                failures.add(failure(id, ImageFailureCode.IMAGE_INACCESSIBLE, "Requested image is archived"));
            }
            else if (given.isEmpty()) {
                failures.add(failure(id, ImageFailureCode.IMAGE_NOT_FOUND,
                        "Requested image not found in an accepted media type"));
            }
            else {
                registry.images().states().pulled(image);
                images.add(answer(image, id.imageTag(), given.get()));
            }
        }
        return BatchGetImageResponse.builder().images(images).failures(failures).build();
    }

    private static ImageFailure failure(ImageIdentifier id, ImageFailureCode code, String reason) {
        return ImageFailure.builder().imageId(id).failureCode(code).failureReason(reason).build();
    }

    /** An image as it is given. */
    static software.amazon.awssdk.services.ecr.model.Image answer(Image image, @Nullable String tag,
            MediaTypes.Given given) {
        return software.amazon.awssdk.services.ecr.model.Image.builder()
            .registryId(CallContext.ACCOUNT)
            .repositoryName(image.repository())
            .imageId((id) -> id.imageDigest(image.digest().toString()).imageTag(tag))
            .imageManifest(given.content())
            .imageManifestMediaType(given.mediaType())
            .build();
    }

    private ListImageReferrersResponse referrers(CallContext context, ListImageReferrersRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        ImageIdentifier subject = ImageIdentifier.builder().imageDigest(request.subjectId().imageDigest()).build();
        Image image = Existing.image(registry, repository, subject);
        List<String> types = (request.filter() != null) ? request.filter().artifactTypes() : List.of();
        ArtifactStatusFilter asked = (request.filter() != null) ? request.filter().artifactStatus() : null;
        Constraints.size("filter.artifactTypes", types, 0, 5);
        Constraints.known("filter.artifactStatus", asked, ArtifactStatusFilter.values());
        ArtifactStatusFilter status = (asked != null) ? asked : ArtifactStatusFilter.ACTIVE;
        List<ImageReferrer> found = registry.images()
            .about(repository, image.digest())
            .stream()
            .map((referrer) -> referrer(registry, context, referrer))
            .filter((referrer) -> types.isEmpty() || types.contains(referrer.artifactType()))
            .filter((referrer) -> status == ArtifactStatusFilter.ANY
                    || status.toString().equals(referrer.artifactStatusAsString()))
            .toList();
        Page<ImageReferrer> page = Pages.of(found, ImageReferrer::digest, request.maxResults(), request.nextToken(),
                USUAL_REFERRERS, MOST_REFERRERS);
        return ListImageReferrersResponse.builder().referrers(page.items()).nextToken(page.nextToken()).build();
    }

    private static ImageReferrer referrer(Registry registry, CallContext context, Image image) {
        Manifest manifest = image.manifest();
        ImageReferrer.Builder referrer = ImageReferrer.builder()
            .digest(image.digest().toString())
            .mediaType(image.mediaType())
            .artifactType(manifest.referrerType().isEmpty() ? null : manifest.referrerType())
            .size((long) image.content().length)
            .artifactStatus(registry.images().states().of(image).status(context.now()).name());
        if (manifest.annotations().isObject()) {
            Map<String, String> annotations = new LinkedHashMap<>();
            manifest.annotations()
                .properties()
                .forEach((entry) -> annotations.put(entry.getKey(), entry.getValue().asString("")));
            referrer.annotations(annotations);
        }
        return referrer.build();
    }

}
