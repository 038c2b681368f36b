package dev.shipshape.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.registry.push.OciImage;
import dev.shipshape.registry.push.PushRefused;
import dev.shipshape.registry.push.PushStep;
import dev.shipshape.registry.push.RegistryPush;
import dev.shipshape.registry.push.SampleImages;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/**
 * Pushes the sample images to a repository of the sandbox, for whoever has no Docker at
 * hand: with a token of ECR, through {@code /v2/}, as any client does.
 */
@Component
class SamplePushes {

    /** The tag of each sample, by the sample's name. */
    private static final Map<String, String> TAGS = Map.of("web", "web", "database", "db");

    private final AwsClients clients;

    private final Images images;

    private final ActionLog actions;

    private final ResourceLedger ledger;

    SamplePushes(AwsClients clients, Images images, ActionLog actions, ResourceLedger ledger) {
        this.clients = clients;
        this.images = images;
        this.actions = actions;
        this.ledger = ledger;
    }

    /**
     * Pushes both samples, each as an action of its own.
     * @return what was pushed
     * @throws Problem if the connection is not the sandbox, or the registry refuses
     */
    List<Pushed> to(Connection connection, Repository repository) {
        if (!connection.sandbox()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "The sample images are for the sandbox alone.",
                    "On this connection push an image of your own: the commands stand beside the button.");
        }
        return SampleImages.all().stream().map((sample) -> push(connection, repository, sample)).toList();
    }

    private Pushed push(Connection connection, Repository repository, OciImage sample) {
        String tag = TAGS.getOrDefault(sample.name(), sample.name());
        if (arrived(connection, repository, sample, tag).isPresent()) {
            return new Pushed(tag, sample.digest(), 0, sample.blobs().size() + sample.manifests().size() + 1);
        }
        Change change = Change.of(connection, Verb.PUSH, ImageDeletions.KIND, repository.name() + ":" + tag)
            .in(repository.name())
            .on(ImageDeletions.arn(repository.arn(), sample.digest()))
            .command("docker push " + repository.uri() + ":" + tag);
        return this.actions.run(change, () -> {
            List<PushStep> steps = new ArrayList<>();
            Image image = send(connection, repository, sample, tag, steps);
            int sent = (int) steps.stream().filter((step) -> step.outcome() == PushStep.Outcome.SENT).count();
            Pushed pushed = new Pushed(tag, sample.digest(), sent, steps.size() - sent);
            long bytes = Images.bytes(this.images.now(connection, repository.name()));
            return Outcome.of(pushed)
                .made(ImageDeletions.resource(repository, image, repository.name() + ":" + tag,
                        billable(connection, repository, image)))
                .changed(Repositories.resource(connection, repository, bytes));
        });
    }

    private Image send(Connection connection, Repository repository, OciImage sample, String tag,
            List<PushStep> steps) {
        try {
            AuthorizationData login = this.clients.ecr(connection).getAuthorizationToken().authorizationData().get(0);
            new RegistryPush(URI.create(login.proxyEndpoint()), login.authorizationToken()).push(sample,
                    repository.name(), tag, steps::add);
            return arrived(connection, repository, sample, tag).orElseThrow(SamplePushes::vanished);
        }
        catch (PushRefused ex) {
            // The last answer may have been lost although the image is there.
            return arrived(connection, repository, sample, tag).orElseThrow(() -> refused(ex));
        }
    }

    private Optional<Image> arrived(Connection connection, Repository repository, OciImage sample, String tag) {
        return this.images.now(connection, repository.name())
            .stream()
            .filter((image) -> image.digest().equals(sample.digest()) && image.tags().contains(tag))
            .findFirst();
    }

    /**
     * Where the ledger has the repository, the repository's row counts its storage.
     */
    private Billable billable(Connection connection, Repository repository, Image image) {
        return this.ledger.standing(connection, repository.arn()).isPresent() ? Billable.nothing(connection.region())
                : Billable.storage(connection.region(), image.bytes());
    }

    private static Problem vanished() {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "The image was pushed, and something deleted it at once.",
                "Push it again.");
    }

    private static Problem refused(PushRefused ex) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "The registry did not take the sample images.",
                ex.code().contains("TAG") ? "The repository keeps a tag with its first image. Use another repository."
                        : "Look at what the registry says, then try again.",
                null, ex.code(), null, ex.getMessage(), ex);
    }

    /**
     * What became of one sample.
     *
     * @param tag its tag
     * @param digest its digest
     * @param sent how many of its layers, configurations and manifests were sent
     * @param there how many the repository had already
     */
    record Pushed(String tag, String digest, int sent, int there) {
    }

}
