package dev.shipshape.registry.images;

import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageDeletions;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;

/**
 * Puts tags on images that are there: PutImage with the same manifest, so that nothing is
 * pulled or pushed (ECR user guide, "Retagging an image").
 */
@Component
class ImageTags {

    private final AwsClients clients;

    private final Images images;

    private final ImageContents contents;

    private final ActionLog actions;

    ImageTags(AwsClients clients, Images images, ImageContents contents, ActionLog actions) {
        this.clients = clients;
        this.images = images;
        this.contents = contents;
        this.actions = actions;
    }

    /**
     * Puts a tag on an image.
     * @param moves whether the tag may be taken off the image that has it now
     * @throws Problem if another image has the tag and it may not move, or AWS refuses
     */
    void put(Connection connection, Repository repository, String digest, String tag, boolean moves) {
        List<Image> all = this.images.now(connection, repository.name());
        if (all.stream().noneMatch((image) -> image.digest().equals(digest))) {
            throw new NotFound("image", digest);
        }
        Optional<Image> holder = all.stream().filter((image) -> image.tags().contains(tag)).findFirst();
        if (holder.isPresent() && !moves) {
            throw held(repository, digest, tag, holder.get());
        }
        ImageContent content = this.contents.of(connection, repository, digest);
        PutImageRequest request = PutImageRequest.builder()
            .repositoryName(repository.name())
            .imageTag(tag)
            .imageManifest(content.manifest())
            .imageManifestMediaType(content.mediaType())
            .imageDigest(digest)
            .build();
        Change change = Change.of(connection, Verb.UPDATE, ImageDeletions.KIND, repository.name() + ":" + tag)
            .in(repository.name())
            .on(ImageDeletions.arn(repository.arn(), digest));
        this.actions.run(change.by(request), () -> {
            this.clients.ecr(connection).putImage(request);
            return Outcome.of(tag)
                .note(holder.map((image) -> "The tag was on " + image.brief() + " before.").orElse("The tag is new."));
        });
    }

    private static Problem held(Repository repository, String digest, String tag, Image holder) {
        if (holder.digest().equals(digest)) {
            return Problem.ofField("tag", "The image has this tag already.");
        }
        if (!repository.canMove(tag)) {
            return Problem.ofField("tag", "The image " + holder.brief()
                    + " has this tag, and the repository keeps a tag with its first image.");
        }
        return Problem.ofField("tag", "The image " + holder.brief()
                + " has this tag. Tick “Move it” to take it off there; what runs by this tag gets the other image at its next start.");
    }

}
