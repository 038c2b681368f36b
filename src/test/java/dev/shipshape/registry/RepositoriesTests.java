package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Settlement;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.registry.push.SampleImages;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ConsoleTest
class RepositoriesTests {

    @Autowired
    private Repositories repositories;

    @Autowired
    private SamplePushes samples;

    @Autowired
    private Images images;

    @Autowired
    private RepositoryRemover repositoryRemover;

    @Autowired
    private ImageRemover imageRemover;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void aTaskDefinitionCanNameEveryTagThatWasPushed() {
        Repository shop = create("shop");
        create("empty");
        this.samples.to(this.sandbox, shop);
        assertThat(this.repositories.images(this.sandbox)).containsExactlyInAnyOrder(shop.uri() + ":web",
                shop.uri() + ":db");
    }

    @Test
    void theSamplesAreForTheSandboxAlone() {
        Repository shop = create("shop");
        Connection real = new Connection("real", "eu-west-2", null, null, null, false);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.samples.to(real, shop))
            .withMessageContaining("for the sandbox alone");
    }

    @Test
    void aTagThatIsKeptCannotBePushedAnew() {
        Repository shop = create("shop");
        this.samples.to(this.sandbox, shop);
        String other = this.clients.ecr(this.sandbox)
            .batchGetImage((request) -> request.repositoryName("shop")
                .imageIds(ImageIdentifier.builder().imageTag("db").build()))
            .images()
            .get(0)
            .imageManifest();
        this.clients.ecr(this.sandbox)
            .putImage((request) -> request.repositoryName("shop").imageManifest(other).imageTag("web"));
        this.clients.ecr(this.sandbox)
            .putImageTagMutability(
                    (request) -> request.repositoryName("shop").imageTagMutability(ImageTagMutability.IMMUTABLE));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.samples.to(this.sandbox, shop))
            .withMessageContaining("did not take the sample images");
    }

    @Test
    void anOpenCreationIsSettledByItsTag() {
        Repository shop = create("shop");
        OpenAction other = open(Verb.CREATE, Repositories.KIND, "shop", null, null);
        assertThat(this.repositoryRemover.settle(this.sandbox, other).verdict()).isEqualTo(Settlement.Verdict.DID_NOT);
        this.clients.ecr(this.sandbox)
            .tagResource((request) -> request.resourceArn(shop.arn())
                .tags(Tag.builder().key(Change.TAG).value(other.id()).build()));
        assertThat(this.repositoryRemover.settle(this.sandbox, other).made()).extracting(Resource::arn)
            .containsExactly(shop.arn());
    }

    @Test
    void anOpenPushIsSettledByTagAndDigest() {
        Repository shop = create("shop");
        OpenAction push = open(Verb.PUSH, ImageDeletions.KIND, "shop:web", "shop",
                ImageDeletions.arn(shop.arn(), SampleImages.web().digest()));
        assertThat(this.imageRemover.settle(this.sandbox, push).verdict()).isEqualTo(Settlement.Verdict.DID_NOT);
        this.samples.to(this.sandbox, shop);
        assertThat(this.imageRemover.settle(this.sandbox, push).verdict()).isEqualTo(Settlement.Verdict.TOOK_PLACE);
    }

    @Test
    void removersRemoveAndKnowWhatIsGone() {
        Repository shop = create("shop");
        this.samples.to(this.sandbox, shop);
        Resource web = standing("shop:web");
        assertThat(this.imageRemover.isGone(this.sandbox, web)).isFalse();
        this.imageRemover.remove(this.sandbox, web);
        assertThat(this.imageRemover.isGone(this.sandbox, web)).isTrue();
        assertThat(this.images.now(this.sandbox, "shop")).hasSize(3);
        Resource repository = standing("shop");
        Resource database = standing("shop:db");
        assertThat(this.repositoryRemover.isGone(this.sandbox, repository)).isFalse();
        this.repositoryRemover.remove(this.sandbox, repository);
        assertThat(this.repositoryRemover.isGone(this.sandbox, repository)).isTrue();
        assertThat(this.imageRemover.isGone(this.sandbox, database)).isTrue();
        assertThat(this.ledger.standing()).isEmpty();
        this.repositoryRemover.remove(this.sandbox, repository);
    }

    @Test
    void aNewcomerWithTheOldNameIsNotTheOldRepository() {
        Repository shop = create("shop");
        Resource old = new Resource(Repositories.KIND, "shop", null, shop.arn(), Instant.parse("2020-01-01T00:00:00Z"),
                Map.of());
        assertThat(this.repositoryRemover.isGone(this.sandbox, old)).isTrue();
    }

    @Test
    void pushCommandsOfARealConnectionNameItsProfileAndNoKeys() {
        Repository web = new Repository("shop/web", "arn", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/shop/web",
                Instant.EPOCH, "MUTABLE", List.of(), false, "AES256", null);
        PushCommands commands = PushCommands.of(new Connection("real", "cn-north-1", "team", null, null, false), web,
                new PushChoice(null, null));
        assertThat(commands.unix().lines()).containsExactly(
                "aws ecr get-login-password --region cn-north-1 --profile team | docker login --username AWS "
                        + "--password-stdin 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
                "docker build --platform linux/amd64 -t web:latest .",
                "docker tag web:latest 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/shop/web:latest",
                "docker push 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/shop/web:latest");
        assertThat(commands.windows()).isEqualTo(commands.unix());
    }

    private Repository create(String name) {
        return this.repositories.create(this.sandbox, new NewRepository(name, false, false, Map.of(), "AES256", ""));
    }

    private Resource standing(String name) {
        return this.ledger.standing()
            .stream()
            .map((entry) -> entry.resource())
            .filter((resource) -> resource.name().equals(name))
            .findFirst()
            .orElseThrow();
    }

    private static OpenAction open(Verb verb, String kind, String name, @Nullable String scope, @Nullable String arn) {
        return new OpenAction("an-action", verb, kind, name, scope, arn, "", Instant.EPOCH);
    }

}
