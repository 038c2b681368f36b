package dev.shipshape.localaws.ecr.images;

import java.util.Map;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.ImageState;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecr.model.TargetStorageClass;
import software.amazon.awssdk.services.ecr.model.UpdateImageStorageClassRequest;
import software.amazon.awssdk.services.ecr.model.UpdateImageStorageClassResponse;

/**
 * Puts images into the archive and takes them out again (Amazon ECR user guide,
 * "Archiving an image" and "Restoring an archived image").
 */
public final class StorageClasses {

    /** How long an image is on its way back at AWS at most: twenty minutes. */
    private static final int SECONDS = 20;

    private final Registries registries;

    private final Pace pace;

    /** The calls on these registries. */
    public StorageClasses(Registries registries, Pace pace) {
        this.registries = registries;
        this.pace = pace;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("UpdateImageStorageClass", Operation.of(UpdateImageStorageClassRequest::builder, this::update)
            .requiring("repositoryName", "imageId", "targetStorageClass"));
    }

    private UpdateImageStorageClassResponse update(CallContext context, UpdateImageStorageClassRequest request) {
        Registry registry = this.registries.in(context.region());
        Constraints.known("targetStorageClass", request.targetStorageClass(), TargetStorageClass.values());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Image image = Existing.image(registry, request.repositoryName(), request.imageId());
        ImageState.Status status = registry.images().states().of(image).status(context.now());
        boolean archive = request.targetStorageClass() == TargetStorageClass.ARCHIVE;
        if (archive && status == ImageState.Status.ACTIVE) {
            if (!registry.images().indexesOf(image).isEmpty()) {
                throw refused("The image is referenced by a manifest list, which has to be archived first.");
            }
            registry.images().states().archive(image);
        }
        else if (!archive && status == ImageState.Status.ARCHIVED) {
            registry.images().states().activate(image, context.now().plus(this.pace.of(SECONDS)));
        }
        else {
            throw refused("The image with status " + status + " cannot be transitioned to storage class "
                    + request.targetStorageClassAsString() + ".");
        }
        return UpdateImageStorageClassResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .imageId(request.imageId().toBuilder().imageDigest(image.digest().toString()).build())
            .imageStatus(ImageDetails.status(registry.images().states().of(image), context.now()))
            .build();
    }

    private static AwsError refused(String why) {
        return new AwsError("ImageStorageClassUpdateNotSupportedException", why);
    }

}
