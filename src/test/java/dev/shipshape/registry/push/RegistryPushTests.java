package dev.shipshape.registry.push;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RegistryPushTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private final List<PushStep> steps = new ArrayList<>();

    private EcrClient ecr = aws.client(EcrClient.builder());

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.ecr.createRepository((repository) -> repository.repositoryName("team/web"));
    }

    private RegistryPush push() {
        AuthorizationData data = this.ecr.getAuthorizationToken().authorizationData().get(0);
        return new RegistryPush(URI.create(data.proxyEndpoint()), data.authorizationToken());
    }

    private ImageDetail image(String tag) {
        return this.ecr
            .describeImages((request) -> request.repositoryName("team/web")
                .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
            .imageDetails()
            .get(0);
    }

    @Test
    void aSampleIsAnImageInTheRepository() {
        OciImage web = SampleImages.web();
        String digest = push().push(web, "team/web", "1", this.steps::add);
        assertThat(image("1").imageDigest()).isEqualTo(digest).isEqualTo(web.digest());
        assertThat(image("1").imageSizeInBytes())
            .isEqualTo(web.blobs().get(0).content().length + web.blobs().get(1).content().length);
        assertThat(this.steps).extracting(PushStep::outcome).containsOnly(PushStep.Outcome.SENT);
        assertThat(this.steps).extracting(PushStep::kind)
            .containsExactly(PushStep.Kind.BLOB, PushStep.Kind.BLOB, PushStep.Kind.BLOB, PushStep.Kind.BLOB,
                    PushStep.Kind.MANIFEST, PushStep.Kind.MANIFEST, PushStep.Kind.MANIFEST);
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() {
        push().push(SampleImages.web(), "team/web", "web", this.steps::add);
        this.steps.clear();
        push().push(SampleImages.database(), "team/web", "database", this.steps::add);
        assertThat(this.steps.get(0).outcome()).as("the layer that both share")
            .isEqualTo(PushStep.Outcome.ALREADY_THERE);
        assertThat(this.steps.get(1).outcome()).isEqualTo(PushStep.Outcome.SENT);
    }

    @Test
    void theRegistrysRefusalIsToldInItsWords() {
        assertThatExceptionOfType(PushRefused.class)
            .isThrownBy(() -> push().push(SampleImages.web(), "nobody", "1", this.steps::add))
            .withMessageContaining("The repository with name 'nobody' does not exist in the registry")
            .satisfies((ex) -> assertThat(ex.code()).isEqualTo("NAME_UNKNOWN"))
            .satisfies((ex) -> assertThat(ex.status()).isEqualTo(404));
        assertThat(this.steps).isEmpty();
    }

    @Test
    void anImmutableTagRefusesAnotherImage() {
        this.ecr.putImageTagMutability(
                (repository) -> repository.repositoryName("team/web").imageTagMutability(ImageTagMutability.IMMUTABLE));
        push().push(SampleImages.web(), "team/web", "1", this.steps::add);
        assertThatExceptionOfType(PushRefused.class)
            .isThrownBy(() -> push().push(SampleImages.database(), "team/web", "1", this.steps::add))
            .withMessageContaining("The image tag '1' already exists in the 'team/web' repository");
        assertThat(image("1").imageDigest()).isEqualTo(SampleImages.web().digest());
    }

    @Test
    void aRegistryThatDoesNotLetUsInSaysSo() {
        RegistryPush stranger = new RegistryPush(URI.create(aws.url()), "c29tZTpvbmU=");
        assertThatExceptionOfType(PushRefused.class)
            .isThrownBy(() -> stranger.push(SampleImages.web(), "team/web", "1", this.steps::add))
            .satisfies((ex) -> assertThat(ex.status()).isEqualTo(401));
    }

    @Test
    void aRegistryThatIsNotThereIsNamed() {
        RegistryPush nowhere = new RegistryPush(URI.create("http://localhost:1"), "c29tZTpvbmU=");
        assertThatExceptionOfType(PushRefused.class)
            .isThrownBy(() -> nowhere.push(SampleImages.web(), "team/web", "1", this.steps::add))
            .withMessage("The registry at localhost:1 did not answer");
    }

}
