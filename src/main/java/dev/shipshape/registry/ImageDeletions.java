package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * Deletes images and takes tags off them. BatchDeleteImage answers {@code failures[]}
 * with HTTP 200, takes 100 images a call, and refuses parts of an index that stands.
 */
@Component
class ImageDeletions {

    /** The key of the kind of resource. */
    static final String KIND = "image";

    private static final int A_CALL = 100;

    private final AwsClients clients;

    private final Images images;

    private final ActionLog actions;

    ImageDeletions(AwsClients clients, Images images, ActionLog actions) {
        this.clients = clients;
        this.images = images;
        this.actions = actions;
    }

    /**
     * Deletes an image with all its tags, and of an index the parts that nothing else
     * needs.
     * @param digest the image's digest
     * @throws Problem if AWS refuses; that it is not there any more is no problem
     */
    void delete(Connection connection, Repository repository, String digest) {
        List<Image> all = this.images.now(connection, repository.name());
        List<String> parts = all.stream()
            .filter((image) -> image.digest().equals(digest))
            .findFirst()
            .map((image) -> Images.ownParts(image, all))
            .orElse(List.of());
        BatchDeleteImageRequest request = request(repository,
                List.of(ImageIdentifier.builder().imageDigest(digest).build()));
        String arn = arn(repository.arn(), digest);
        Change change = Change.of(connection, Verb.DELETE, KIND, repository.shortName() + "@" + brief(digest))
            .in(repository.name())
            .on(arn);
        this.actions.run(change.by(request), () -> {
            boolean was = call(connection, request);
            String note = was ? deleteParts(connection, repository, parts) : "It was gone already.";
            return noted(left(connection, repository, Outcome.of(digest).gone(arn)), note);
        });
    }

    /**
     * Takes a tag off an image that has others; with its last tag an image goes, so then
     * it is deleted whole.
     * @throws Problem if AWS refuses
     */
    void untag(Connection connection, Repository repository, Image image, String tag) {
        if (image.tags().size() < 2) {
            delete(connection, repository, image.digest());
            return;
        }
        BatchDeleteImageRequest request = request(repository, List.of(ImageIdentifier.builder().imageTag(tag).build()));
        Change change = Change.of(connection, Verb.UPDATE, KIND, repository.name() + ":" + tag)
            .in(repository.name())
            .on(arn(repository.arn(), image.digest()));
        this.actions.run(change.by(request), () -> {
            boolean was = call(connection, request);
            return noted(Outcome.of(tag), was ? "The tag was taken off." : "The tag was gone already.");
        });
    }

    private static <T> Outcome<T> noted(Outcome<T> outcome, @Nullable String note) {
        return (note != null) ? outcome.note(note) : outcome;
    }

    /** What is left in the repository is what it costs from now on. */
    private Outcome<String> left(Connection connection, Repository repository, Outcome<String> outcome) {
        long bytes = Images.bytes(this.images.now(connection, repository.name()));
        return outcome.changed(Repositories.resource(connection, repository, bytes));
    }

    private @Nullable String deleteParts(Connection connection, Repository repository, List<String> digests) {
        List<ImageFailure> failures = new ArrayList<>();
        for (int from = 0; from < digests.size(); from += A_CALL) {
            List<ImageIdentifier> ids = digests.subList(from, Math.min(from + A_CALL, digests.size()))
                .stream()
                .map((digest) -> ImageIdentifier.builder().imageDigest(digest).build())
                .toList();
            this.clients.ecr(connection)
                .batchDeleteImage(request(repository, ids))
                .failures()
                .stream()
                .filter((failure) -> failure.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND)
                .forEach(failures::add);
        }
        return failures.isEmpty() ? null
                : failures.size() + " of its parts are left: " + failures.get(0).failureReason();
    }

    /** False if it was not there. */
    private boolean call(Connection connection, BatchDeleteImageRequest request) {
        try {
            for (ImageFailure failure : this.clients.ecr(connection).batchDeleteImage(request).failures()) {
                if (failure.failureCode() == ImageFailureCode.IMAGE_NOT_FOUND) {
                    return false;
                }
                throw refused(failure);
            }
            return true;
        }
        catch (RepositoryNotFoundException ex) {
            return false;
        }
    }

    private static Problem refused(ImageFailure failure) {
        boolean part = failure.failureCode() == ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST;
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS did not delete the image.",
                part ? "An index names it; delete the index first." : "Look at what AWS says, then try again.", null,
                failure.failureCodeAsString(), null, failure.failureReason(), null);
    }

    private static BatchDeleteImageRequest request(Repository repository, List<ImageIdentifier> ids) {
        return BatchDeleteImageRequest.builder().repositoryName(repository.name()).imageIds(ids).build();
    }

    private static String brief(String digest) {
        String digits = digest.substring(digest.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }

    /** AWS has no ARN for an image; the ledger's is the repository's with the digest. */
    static String arn(String repositoryArn, String digest) {
        return repositoryArn + "@" + digest;
    }

    /** An image as the ledger keeps it. */
    static Resource resource(Repository repository, Image image, String name, Billable billable) {
        return new Resource(KIND, name, repository.name(), arn(repository.arn(), image.digest()), image.pushedAt(),
                billable.facts());
    }

}
