package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsed;
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
 * with HTTP 200, takes 100 images a call, and refuses parts of an index that stands: so
 * indexes go in a call before all else.
 */
@Component
public class ImageDeletions {

    /** The key of the kind of resource. */
    public static final String KIND = "image";

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
    public void delete(Connection connection, Repository repository, String digest) {
        delete(connection, repository, List.of(digest)).stream()
            .filter((deleted) -> deleted.digest().equals(digest))
            .flatMap((deleted) -> Stream.ofNullable(deleted.problem()))
            .findFirst()
            .ifPresent((problem) -> {
                throw problem;
            });
    }

    /**
     * Deletes images with all their tags, and with indexes the parts that nothing else
     * needs.
     * @param digests the images' digests
     * @return what became of each, of the parts too
     * @throws Rehearsed in a rehearsal, with the commands of all
     */
    public List<Deleted> delete(Connection connection, Repository repository, Collection<String> digests) {
        List<Image> all = this.images.now(connection, repository.name());
        Map<String, Image> there = all.stream().collect(Collectors.toMap(Image::digest, Function.identity()));
        Map<Boolean, List<String>> byIndex = Stream.concat(digests.stream(), Images.goingWith(digests, all).stream())
            .collect(Collectors.partitioningBy((digest) -> there.containsKey(digest) && there.get(digest).index()));
        List<Deleted> deleted = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (List<String> phase : List.of(byIndex.getOrDefault(true, List.of()),
                byIndex.getOrDefault(false, List.of()))) {
            for (List<ImageIdentifier> batch : Images.batches(phase)) {
                try {
                    deleted.addAll(batch(connection, repository, batch, there));
                }
                catch (Rehearsed rehearsed) {
                    commands.addAll(rehearsed.commands());
                }
            }
        }
        if (!commands.isEmpty()) {
            throw new Rehearsed(commands);
        }
        return deleted;
    }

    private List<Deleted> batch(Connection connection, Repository repository, List<ImageIdentifier> batch,
            Map<String, Image> there) {
        BatchDeleteImageRequest request = request(repository, batch);
        Map<String, @Nullable Problem> results = new LinkedHashMap<>();
        batch.forEach((id) -> results.put(id.imageDigest(), null));
        Change change = change(connection, repository, batch);
        try {
            this.actions.run(change.by(request), () -> {
                Map<String, ImageFailure> failures = failures(connection, request);
                failures.forEach((digest, failure) -> {
                    if (failure.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND) {
                        results.put(digest, refused(failure));
                    }
                });
                return outcome(connection, repository, results, failures);
            });
        }
        catch (Problem problem) {
            results.replaceAll((digest, known) -> (known != null) ? known : problem);
        }
        return results.entrySet()
            .stream()
            .map((result) -> new Deleted(result.getKey(), name(result.getKey(), there), result.getValue()))
            .toList();
    }

    private static Change change(Connection connection, Repository repository, List<ImageIdentifier> batch) {
        String digest = batch.get(0).imageDigest();
        if (batch.size() == 1) {
            return Change.of(connection, Verb.DELETE, KIND, repository.shortName() + "@" + Image.brief(digest))
                .in(repository.name())
                .on(arn(repository.arn(), digest));
        }
        return Change.of(connection, Verb.DELETE, KIND, repository.shortName() + " (" + batch.size() + " images)")
            .in(repository.name());
    }

    /** What is left in the repository is what it costs from now on. */
    private Outcome<String> outcome(Connection connection, Repository repository,
            Map<String, @Nullable Problem> results, Map<String, ImageFailure> failures) {
        Outcome<String> outcome = Outcome.of(repository.name());
        List<Problem> refused = new ArrayList<>();
        for (Map.Entry<String, @Nullable Problem> result : results.entrySet()) {
            Problem problem = result.getValue();
            if (problem == null) {
                outcome = outcome.gone(arn(repository.arn(), result.getKey()));
            }
            else {
                refused.add(problem);
            }
        }
        if (refused.size() == results.size()) {
            throw refused.get(0);
        }
        String note = refused.isEmpty() ? (failures.isEmpty() ? null : "It was gone already.")
                : refused.size() + " of them are left: " + refused.get(0).original();
        return left(connection, repository, (note != null) ? outcome.note(note) : outcome);
    }

    private Outcome<String> left(Connection connection, Repository repository, Outcome<String> outcome) {
        long bytes = this.images.stored(connection, repository.name());
        return outcome.changed(Repositories.resource(connection, repository, bytes));
    }

    /** By digest or, where only a tag was named, by tag. */
    private Map<String, ImageFailure> failures(Connection connection, BatchDeleteImageRequest request) {
        Map<String, ImageFailure> failures = new HashMap<>();
        try {
            this.clients.ecr(connection).batchDeleteImage(request).failures().forEach((failure) -> {
                ImageIdentifier id = failure.imageId();
                failures.put((id.imageDigest() != null) ? id.imageDigest() : id.imageTag(), failure);
            });
        }
        catch (RepositoryNotFoundException ex) {
            request.imageIds()
                .forEach((id) -> failures.put((id.imageDigest() != null) ? id.imageDigest() : id.imageTag(),
                        ImageFailure.builder().imageId(id).failureCode(ImageFailureCode.IMAGE_NOT_FOUND).build()));
        }
        return failures;
    }

    /**
     * Takes a tag off an image that has others; with its last tag an image goes, so then
     * it is deleted whole.
     * @throws Problem if AWS refuses
     */
    public void untag(Connection connection, Repository repository, Image image, String tag) {
        if (image.tags().size() < 2) {
            delete(connection, repository, image.digest());
            return;
        }
        BatchDeleteImageRequest request = request(repository, List.of(ImageIdentifier.builder().imageTag(tag).build()));
        Change change = Change.of(connection, Verb.UPDATE, KIND, repository.name() + ":" + tag)
            .in(repository.name())
            .on(arn(repository.arn(), image.digest()));
        this.actions.run(change.by(request), () -> {
            for (ImageFailure failure : failures(connection, request).values()) {
                if (failure.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND) {
                    throw refused(failure);
                }
                return Outcome.of(tag).note("The tag was gone already.");
            }
            return Outcome.of(tag).note("The tag was taken off.");
        });
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

    private static String name(String digest, Map<String, Image> there) {
        Image image = there.get(digest);
        return (image != null) ? image.label() : Image.brief(digest);
    }

    /** AWS has no ARN for an image; the ledger's is the repository's with the digest. */
    public static String arn(String repositoryArn, String digest) {
        return repositoryArn + "@" + digest;
    }

    /** An image as the ledger keeps it. */
    public static Resource resource(Repository repository, Image image, String name, Billable billable) {
        return new Resource(KIND, name, repository.name(), arn(repository.arn(), image.digest()), image.pushedAt(),
                billable.facts());
    }

    /**
     * What became of one image.
     *
     * @param digest its digest
     * @param name its tag, else its digest in short
     * @param problem why it is left; null if it is gone
     */
    public record Deleted(String digest, String name, @Nullable Problem problem) {
    }

}
