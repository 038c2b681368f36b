package dev.shipshape.localaws.ecr;

import java.util.List;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Images;
import dev.shipshape.localaws.oci.content.Repositories;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** ECR's refusals, in its words. */
final class EcrErrors {

    private static final String REGISTRY = "in the registry with id '" + CallContext.ACCOUNT + "'";

    private EcrErrors() {
    }

    static AwsError invalid(String parameter, String constraint) {
        return new AwsError("InvalidParameterException",
                "Invalid parameter at '" + parameter + "' failed to satisfy constraint: '" + constraint + "'");
    }

    static AwsError repositoryNotFound(String name) {
        return new AwsError("RepositoryNotFoundException", Repositories.missing(name));
    }

    static AwsError repositoryNotFound(String name, String registry) {
        return new AwsError("RepositoryNotFoundException",
                "The repository with name '" + name + "' does not exist in the registry with id '" + registry + "'");
    }

    static AwsError repositoryAlreadyExists(String name) {
        return new AwsError("RepositoryAlreadyExistsException",
                "The repository with name '" + name + "' already exists " + REGISTRY);
    }

    static AwsError repositoryNotEmpty(String name) {
        return new AwsError("RepositoryNotEmptyException", "The repository with name '" + name + "' " + REGISTRY
                + " cannot be deleted because it still contains images");
    }

    static AwsError noPolicy(String type, String kind, String name) {
        return new AwsError(type,
                kind + " policy does not exist for the repository with name '" + name + "' " + REGISTRY);
    }

    static AwsError imageNotFound(String repository, ImageIdentifier id) {
        return new AwsError("ImageNotFoundException",
                "The image with imageId {imageDigest:'" + id.imageDigest() + "', imageTag:'" + id.imageTag()
                        + "'} does not exist within the repository with name '" + repository + "' " + REGISTRY);
    }

    static AwsError imageAlreadyExists(Image image, String tag) {
        return new AwsError("ImageAlreadyExistsException",
                "Image with digest '" + image.digest() + "' and tag '" + tag
                        + "' already exists in the repository with name '" + image.repository()
                        + "' in registry with id '" + CallContext.ACCOUNT + "'");
    }

    static AwsError tagAlreadyExists(String repository, String tag) {
        return new AwsError("ImageTagAlreadyExistsException", Images.immutable(repository, tag));
    }

    static AwsError layersNotFound(String repository, List<Digest> layers) {
        return new AwsError("LayersNotFoundException", "The layers " + layers
                + " do not exist within the repository with name '" + repository + "' " + REGISTRY);
    }

    static AwsError referencedImagesNotFound(String repository, List<Digest> images) {
        return new AwsError("ReferencedImagesNotFoundException", "The images with digests " + images
                + " do not exist within the repository with name '" + repository + "' " + REGISTRY);
    }

}
