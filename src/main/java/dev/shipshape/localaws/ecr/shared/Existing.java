package dev.shipshape.localaws.ecr.shared;

import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.Repository;

/** What a call names, or ECR's refusal when it is not there. */
public final class Existing {

    private Existing() {
    }

    /** The repository, or RepositoryNotFoundException. */
    public static Repository repository(Registry registry, String name, @Nullable String registryId) {
        if (registryId != null && !registryId.equals(CallContext.ACCOUNT)) {
            throw EcrErrors.repositoryNotFound(name, registryId);
        }
        return registry.repositories().find(name).orElseThrow(() -> {
            Constraints.repositoryName("repositoryName", name);
            return EcrErrors.repositoryNotFound(name);
        });
    }

    /** The image in a repository that is there, or ImageNotFoundException. */
    public static Image image(Registry registry, String repository, ImageIdentifier id) {
        ImageSought sought = ImageSought.of(registry.images(), repository, id);
        if (sought.code() == ImageFailureCode.MISSING_DIGEST_AND_TAG) {
            throw EcrErrors.invalid("imageId", "both tag and digest cannot be null");
        }
        if (sought.code() == ImageFailureCode.INVALID_IMAGE_DIGEST) {
            throw EcrErrors.invalid("imageDigest", "must satisfy regular expression '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
        }
        return sought.image().orElseThrow(() -> EcrErrors.imageNotFound(repository, id));
    }

}
