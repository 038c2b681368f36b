package dev.shipshape.localaws.ecr.shared;

import java.util.List;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Images;
import dev.shipshape.localaws.oci.content.Repositories;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** ECR's refusals, in its words. */
public final class EcrErrors {

    private static final String REGISTRY = "in the registry with id '" + CallContext.ACCOUNT + "'";

    private EcrErrors() {
    }

    /** A parameter that ECR would not take. */
    public static AwsError invalid(String parameter, String constraint) {
        return new AwsError("InvalidParameterException",
                "Invalid parameter at '" + parameter + "' failed to satisfy constraint: '" + constraint + "'");
    }

    /** A request that is refused as a whole. */
    public static AwsError validation(String message) {
        return new AwsError("ValidationException", message);
    }

    /** There is no such repository in our registry. */
    public static AwsError repositoryNotFound(String name) {
        return new AwsError("RepositoryNotFoundException", Repositories.missing(name));
    }

    /** There is no such repository in somebody else's registry. */
    public static AwsError repositoryNotFound(String name, String registry) {
        return new AwsError("RepositoryNotFoundException",
                "The repository with name '" + name + "' does not exist in the registry with id '" + registry + "'");
    }

    /** The name is taken. */
    public static AwsError repositoryAlreadyExists(String name) {
        return new AwsError("RepositoryAlreadyExistsException",
                "The repository with name '" + name + "' already exists " + REGISTRY);
    }

    /** The repository still has images and was not to be deleted by force. */
    public static AwsError repositoryNotEmpty(String name) {
        return new AwsError("RepositoryNotEmptyException",
                "The repository with name '" + name + "' in registry with id '" + CallContext.ACCOUNT
                        + "' cannot be deleted because it still contains images");
    }

    /** The repository has no policy of this kind. */
    public static AwsError noPolicy(String type, String kind, String name) {
        return new AwsError(type, kind + " does not exist for the repository with name '" + name + "' " + REGISTRY);
    }

    /** The repository has no image of this tag and digest. */
    public static AwsError imageNotFound(String repository, ImageIdentifier id) {
        return new AwsError("ImageNotFoundException", "The image with imageId " + named(id)
                + " does not exist within the repository with name '" + repository + "' " + REGISTRY);
    }

    /** The image was never scanned. */
    public static AwsError scanNotFound(String repository, ImageIdentifier id) {
        return new AwsError("ScanNotFoundException", "Image scan does not exist for the image with '" + named(id)
                + "' in the repository with name '" + repository + "' " + REGISTRY);
    }

    private static String named(ImageIdentifier id) {
        return "{imageDigest:'" + id.imageDigest() + "', imageTag:'" + id.imageTag() + "'}";
    }

    /** The same image is there, and its tag already stands for it. */
    public static AwsError imageAlreadyExists(Image image, String tag) {
        return new AwsError("ImageAlreadyExistsException",
                "Image with digest '" + image.digest() + "' and tag '" + tag
                        + "' already exists in the repository with name '" + image.repository()
                        + "' in registry with id '" + CallContext.ACCOUNT + "'");
    }

    /** The tag stands for another image and must not be moved. */
    public static AwsError tagAlreadyExists(String repository, String tag) {
        return new AwsError("ImageTagAlreadyExistsException", Images.immutable(repository, tag));
    }

    /** The manifest refers to layers that are not there. */
    public static AwsError layersNotFound(String repository, List<Digest> layers) {
        return new AwsError("LayersNotFoundException",
                "The layers with digests '" + layers
                        + "' required for pushed image do not exist in the repository with name '" + repository + "' "
                        + REGISTRY);
    }

    /** The layer is not there. */
    public static AwsError layerNotFound(String repository, String layer) {
        return new AwsError("LayersNotFoundException", "The layer with digest '" + layer
                + "' does not exist within the repository with name '" + repository + "' " + REGISTRY);
    }

    /** The index lists images that are not there. */
    public static AwsError referencedImagesNotFound(String repository, List<Digest> images) {
        return new AwsError("ReferencedImagesNotFoundException",
                "Images with digests '" + images + "' required for pushing image into repository with name '"
                        + repository + "' in the registry with id '" + CallContext.ACCOUNT + "' do not exist");
    }

    /** The upload is not there, or not in this repository. */
    public static AwsError uploadNotFound(String repository, String upload) {
        return new AwsError("UploadNotFoundException", "The upload with id '" + upload
                + "' could not be found in the repository with name '" + repository + "' " + REGISTRY);
    }

}
