package dev.shipshape.localaws.ecr.shared;

import java.util.Optional;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Images;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * An image that a caller named by tag, digest or both, with what was found.
 *
 * @param id how the caller named it
 * @param image what was found, if anything
 * @param code why nothing was; null if something was
 */
public record ImageSought(ImageIdentifier id, Optional<Image> image, @Nullable ImageFailureCode code) {

    /** Looks for what the caller named. */
    public static ImageSought of(Images images, String repository, ImageIdentifier id) {
        String tag = id.imageTag();
        String digest = id.imageDigest();
        if (tag == null && digest == null) {
            return failed(id, ImageFailureCode.MISSING_DIGEST_AND_TAG);
        }
        if (digest != null && Digest.parse(digest).isEmpty()) {
            return failed(id, ImageFailureCode.INVALID_IMAGE_DIGEST);
        }
        if (tag != null && (tag.isEmpty() || tag.length() > 300 || tag.contains(":"))) {
            return failed(id, ImageFailureCode.INVALID_IMAGE_TAG);
        }
        Optional<Image> image = images.find(repository, (tag != null) ? tag : "" + digest);
        if (image.isEmpty()) {
            return failed(id, ImageFailureCode.IMAGE_NOT_FOUND);
        }
        if (digest != null && !image.get().digest().toString().equals(digest)) {
            return failed(id, ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST);
        }
        return new ImageSought(id, image, null);
    }

    private static ImageSought failed(ImageIdentifier id, ImageFailureCode code) {
        return new ImageSought(id, Optional.empty(), code);
    }

    /** How BatchGetImage and BatchDeleteImage tell that it was not found. */
    public ImageFailure failure() {
        String reason = switch ((this.code != null) ? this.code : ImageFailureCode.IMAGE_NOT_FOUND) {
            case MISSING_DIGEST_AND_TAG -> "Invalid request parameters: both tag and digest cannot be null";
            case INVALID_IMAGE_DIGEST -> "Invalid request parameters: image digest should satisfy the regex "
                    + "'[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'";
            case INVALID_IMAGE_TAG -> "Invalid request parameters: image tag is not valid";
            case IMAGE_TAG_DOES_NOT_MATCH_DIGEST -> "Requested image tag does not match the image digest";
            default -> "Requested image not found";
        };
        return ImageFailure.builder().imageId(this.id).failureCode(this.code).failureReason(reason).build();
    }

}
