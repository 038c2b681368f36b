package dev.shipshape.registry;

import java.time.Instant;
import java.util.Map;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecr.EcrClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Repositories are found with what their images take, and go with any number of them. */
@ConsoleTest
class FoundRepositoriesTests {

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private Scouts scouts;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void aRepositoryGoesWithMoreThanAHundredImages() {
        ecr().createRepository((request) -> request.repositoryName("shop/web"));
        for (int number = 0; number < 105; number++) {
            push("shop/web", number);
        }
        Found found = this.scouts.one(this.sandbox, "repository", "shop/web");
        assertThat(Long.parseLong(found.resource().facts().getOrDefault("bytes", "0"))).isPositive();
        Resource repository = found.resource();
        Remover remover = this.scouts.remover("repository");
        Resource older = new Resource("repository", "shop/web", null, repository.arn(), Instant.EPOCH,
                repository.facts());
        assertThat(remover.isGone(this.sandbox, older)).isTrue();
        remover.remove(this.sandbox, older);
        assertThat(remover.isGone(this.sandbox, repository)).isFalse();
        remover.remove(this.sandbox, repository);
        assertThat(remover.isGone(this.sandbox, repository)).isTrue();
        remover.remove(this.sandbox, repository);
    }

    @Test
    void moreThanAHundredRepositoriesAreFound() {
        for (int number = 0; number < 103; number++) {
            String name = "r" + number;
            ecr().createRepository((request) -> request.repositoryName(name));
        }
        assertThat(this.scouts.at(this.sandbox).names("repository")).hasSize(103);
    }

    @Test
    void anImageThatWasPushedAgainIsNotTheOldOne() {
        ecr().createRepository((request) -> request.repositoryName("web"));
        push("web", 1);
        var told = ecr().describeImages((request) -> request.repositoryName("web")).imageDetails().get(0);
        Resource image = new Resource(
                "image", "web:t1", "web", ImageDeletions
                    .arn(this.scouts.one(this.sandbox, "repository", "web").resource().arn(), told.imageDigest()),
                told.imagePushedAt(), Map.of());
        Resource older = new Resource("image", "web:t1", "web", image.arn(), Instant.EPOCH, image.facts());
        Remover remover = this.scouts.remover("image");
        assertThat(remover.isGone(this.sandbox, older)).isTrue();
        remover.remove(this.sandbox, older);
        assertThat(remover.isGone(this.sandbox, image)).isFalse();
        remover.remove(this.sandbox, image);
        assertThat(remover.isGone(this.sandbox, image)).isTrue();
        remover.remove(this.sandbox, image);
        ecr().deleteRepository((request) -> request.repositoryName("web"));
        assertThat(remover.isGone(this.sandbox, image)).isTrue();
    }

    private void push(String repository, int number) {
        Pusher pusher = Pusher.of(String.valueOf(this.sandbox.endpoint()), ecr());
        String manifest = pusher.image(repository, "layer " + number);
        ecr().putImage((request) -> request.repositoryName(repository).imageManifest(manifest).imageTag("t" + number));
    }

    private EcrClient ecr() {
        return this.clients.ecr(this.sandbox);
    }

}
