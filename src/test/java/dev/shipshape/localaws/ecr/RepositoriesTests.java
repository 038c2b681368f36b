package dev.shipshape.localaws.ecr;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.InvalidTagParameterException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TooManyTagsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** ECR's API for repositories, asked by the real SDK. */
class RepositoriesTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final String ARN = "arn:aws:ecr:us-east-1:123456789012:repository/";

    private EcrClient ecr = aws.client(EcrClient.builder());

    @BeforeEach
    void connect() {
        this.ecr = aws.client(EcrClient.builder());
    }

    private Repository create(String name) {
        return this.ecr.createRepository((request) -> request.repositoryName(name)).repository();
    }

    private static void refused(Class<? extends EcrException> type, String message, ThrowingCallable call) {
        assertThatExceptionOfType(type).isThrownBy(call)
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorMessage()).contains(message));
    }

    @Test
    void aNewRepositoryIsDescribedAsItWasMade() {
        Repository made = create("team/web");
        assertThat(made.repositoryArn()).isEqualTo(ARN + "team/web");
        assertThat(made.registryId()).isEqualTo("123456789012");
        assertThat(made.repositoryUri()).isEqualTo("localhost:" + URI.create(aws.url()).getPort() + "/team/web");
        assertThat(made.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
        assertThat(made.imageScanningConfiguration().scanOnPush()).isFalse();
        assertThat(made.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.AES256);
        assertThat(made.createdAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(this.ecr.describeRepositories((request) -> request.repositoryNames("team/web")).repositories())
            .containsExactly(made);
    }

    @Test
    void whatIsAskedForAtTheStartIsKept() {
        this.ecr.createRepository((request) -> request.repositoryName("web")
            .imageTagMutability(ImageTagMutability.IMMUTABLE)
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(true))
            .encryptionConfiguration((encryption) -> encryption.encryptionType(EncryptionType.KMS))
            .tags(tag("shipshape:action", "7")));
        Repository made = this.ecr.describeRepositories().repositories().get(0);
        assertThat(made.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(made.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(made.encryptionConfiguration().kmsKey()).startsWith("arn:aws:kms:us-east-1:");
        assertThat(tags("web")).containsExactly(tag("shipshape:action", "7"));
    }

    @Test
    void aNameThatEcrWouldNotTakeIsRefused() {
        for (String name : List.of("Upper", "a", "-web", "web_", "a//b", "x".repeat(257), "web/", "a___b")) {
            refused(InvalidParameterException.class, "repositoryName", () -> create(name));
        }
        for (String name : List.of("ab", "a/b/c", "my--web", "a_b", "a__b", "x".repeat(256), "1.2")) {
            assertThat(create(name).repositoryName()).isEqualTo(name);
        }
    }

    @Test
    void aNameIsTakenOnce() {
        create("web");
        refused(RepositoryAlreadyExistsException.class,
                "The repository with name 'web' already exists in the registry with id '123456789012'",
                () -> create("web"));
    }

    @Test
    void aRepositoryThatDoesNotExistIsNotFound() {
        refused(RepositoryNotFoundException.class,
                "The repository with name 'none' does not exist in the registry with id '123456789012'",
                () -> this.ecr.describeRepositories((request) -> request.repositoryNames("none")));
        refused(RepositoryNotFoundException.class, "'none'",
                () -> this.ecr.deleteRepository((request) -> request.repositoryName("none")));
        refused(RepositoryNotFoundException.class, "'210987654321'", () -> this.ecr
            .describeRepositories((request) -> request.repositoryNames("none").registryId("210987654321")));
        refused(InvalidParameterException.class, "repositoryName",
                () -> this.ecr.deleteRepository((request) -> request.force(true)));
    }

    @Test
    void repositoriesAreListedInPages() {
        IntStream.range(0, 5).forEach((i) -> create("web" + i));
        assertThat(this.ecr.describeRepositoriesPaginator((request) -> request.maxResults(2))
            .stream()
            .map((page) -> page.repositories().stream().map(Repository::repositoryName).toList()))
            .containsExactly(List.of("web0", "web1"), List.of("web2", "web3"), List.of("web4"));
        refused(InvalidParameterException.class, "maxResults",
                () -> this.ecr.describeRepositories((request) -> request.maxResults(1001)));
        refused(InvalidParameterException.class, "maxResults",
                () -> this.ecr.describeRepositories((request) -> request.repositoryNames("web0").maxResults(10)));
        refused(InvalidParameterException.class, "nextToken",
                () -> this.ecr.describeRepositories((request) -> request.nextToken("???")));
    }

    @Test
    void aRepositoryWithImagesIsDeletedOnlyByForce() {
        create("web");
        Pusher pusher = Pusher.of(aws);
        pusher.manifest("web", "1", pusher.image("web", "layer"));
        refused(RepositoryNotEmptyException.class,
                "The repository with name 'web' in registry with id '123456789012' cannot be deleted because it "
                        + "still contains images",
                () -> this.ecr.deleteRepository((request) -> request.repositoryName("web")));
        this.ecr.deleteRepository((request) -> request.repositoryName("web").force(true));
        assertThat(this.ecr.describeRepositories().repositories()).isEmpty();
        create("web");
        assertThat(this.ecr.listImages((request) -> request.repositoryName("web")).imageIds()).isEmpty();
        assertThat(tags("web")).isEmpty();
    }

    @Test
    void anEmptyRepositoryIsDeleted() {
        create("web");
        assertThat(this.ecr.deleteRepository((request) -> request.repositoryName("web")).repository().repositoryArn())
            .isEqualTo(ARN + "web");
        assertThat(this.ecr.describeRepositories().repositories()).isEmpty();
    }

    @Test
    void settingsAreChanged() {
        create("web");
        this.ecr.putImageScanningConfiguration(
                (request) -> request.repositoryName("web").imageScanningConfiguration((scan) -> scan.scanOnPush(true)));
        this.ecr.putImageTagMutability(
                (request) -> request.repositoryName("web").imageTagMutability(ImageTagMutability.IMMUTABLE));
        Repository changed = this.ecr.describeRepositories().repositories().get(0);
        assertThat(changed.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(changed.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        refused(InvalidParameterException.class, "imageTagMutability", () -> this.ecr
            .putImageTagMutability((request) -> request.repositoryName("web").imageTagMutability("SOMETIMES")));
    }

    @Test
    void thereAreNoPolicies() {
        create("web");
        refused(RepositoryPolicyNotFoundException.class,
                "Repository policy does not exist for the repository with name 'web'",
                () -> this.ecr.getRepositoryPolicy((request) -> request.repositoryName("web")));
        refused(LifecyclePolicyNotFoundException.class,
                "Lifecycle policy does not exist for the repository with name 'web'",
                () -> this.ecr.getLifecyclePolicy((request) -> request.repositoryName("web")));
    }

    @Test
    void tagsComeAndGo() {
        create("web");
        this.ecr.tagResource((request) -> request.resourceArn(ARN + "web").tags(tag("a", "1"), tag("b", "2")));
        this.ecr.tagResource((request) -> request.resourceArn(ARN + "web").tags(tag("b", "3")));
        assertThat(tags("web")).containsExactly(tag("a", "1"), tag("b", "3"));
        this.ecr.untagResource((request) -> request.resourceArn(ARN + "web").tagKeys("a", "none"));
        assertThat(tags("web")).containsExactly(tag("b", "3"));
        refused(RepositoryNotFoundException.class, "'none'", () -> tags("none"));
        refused(InvalidParameterException.class, "Invalid ARN",
                () -> this.ecr.listTagsForResource((request) -> request.resourceArn("web")));
    }

    @Test
    void tagsThatNoResourceMayCarryAreRefused() {
        create("web");
        refused(InvalidTagParameterException.class, "aws:",
                () -> this.ecr.tagResource((request) -> request.resourceArn(ARN + "web").tags(tag("aws:mine", "1"))));
        refused(TooManyTagsException.class, "50",
                () -> this.ecr.tagResource((request) -> request.resourceArn(ARN + "web")
                    .tags(IntStream.range(0, 51).mapToObj((i) -> tag("k" + i, "")).toList())));
        refused(InvalidTagParameterException.class, "tags", () -> this.ecr
            .createRepository(CreateRepositoryRequest.builder().repositoryName("other").tags(tag("", "1")).build()));
        assertThat(this.ecr.describeRepositories().repositories()).hasSize(1);
    }

    @Test
    void aTokenIsGivenForTwelveHours() {
        AuthorizationData token = this.ecr.getAuthorizationToken().authorizationData().get(0);
        assertThat(new String(Base64.getDecoder().decode(token.authorizationToken()), StandardCharsets.UTF_8))
            .startsWith("AWS:");
        assertThat(token.proxyEndpoint()).isEqualTo("http://localhost:" + URI.create(aws.url()).getPort());
        assertThat(Duration.between(Instant.now(), token.expiresAt())).isBetween(Duration.ofMinutes(719),
                Duration.ofHours(12));
        assertThat(this.ecr.describeRegistry((request) -> {
        }).registryId()).isEqualTo("123456789012");
    }

    private List<Tag> tags(String repository) {
        return this.ecr.listTagsForResource((request) -> request.resourceArn(ARN + repository)).tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

}
