package dev.shipshape.registry;

import java.util.Objects;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Many;
import dev.shipshape.registry.push.SampleImages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class RepositoryPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private ResourceLedger ledger;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void anEmptyListSaysWhatToDo() {
        assertThat(this.mvc.get().uri("/sandbox/repositories")).hasStatusOk()
            .bodyText()
            .contains("There is no repository yet", "Create repository");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerIsNotOfferedWhatOnlyOperatorsMay() {
        this.clients.ecr(this.sandbox).createRepository((repository) -> repository.repositoryName("shop"));
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop")).hasStatusOk()
            .bodyText()
            .contains("There is no image in it yet")
            .doesNotContain("Push the sample images", "Delete repository");
        assertThat(this.mvc.post().uri("/sandbox/repositories/shop/sample-pushes").with(csrf()))
            .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void creatingARepositoryMakesItOnAwsAndInTheLedger() {
        MvcTestResult created = this.mvc.post()
            .uri("/sandbox/repositories")
            .with(csrf())
            .param("name", "shop/web")
            .param("immutable", "true")
            .param("scanned", "true")
            .param("tags", "team=blue")
            .exchange();
        assertThat(created).hasRedirectedUrl("/sandbox/repositories/shop~web/push-commands");
        Repository made = this.clients.ecr(this.sandbox).describeRepositories().repositories().get(0);
        assertThat(made.repositoryName()).isEqualTo("shop/web");
        assertThat(made.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(made.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(this.ledger.standing()).singleElement().satisfies((entry) -> {
            assertThat(entry.resource().arn()).isEqualTo(made.repositoryArn());
            assertThat(entry.getPerson()).isEqualTo("operator");
        });
        assertThat(this.mvc.get().uri("/sandbox/repositories")).bodyText()
            .contains("/sandbox/repositories/shop~web", "immutable");
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop~web/tags")).bodyText().contains("team", "blue");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "Upper", "two words", "-x", "x..y", "/web", "web/", "<script>" })
    void aWrongNameIsExplainedAndWhatWasTypedStays(String name) {
        assertThat(create(name, "team=blue")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("A name has", "team=blue")
            .doesNotContain("<script>\"");
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void wrongTagsAndATakenNameAreExplained() {
        assertThat(create("shop", "aws:mine=1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Keys that begin with aws: are AWS&#39;s own");
        this.clients.ecr(this.sandbox).createRepository((repository) -> repository.repositoryName("shop"));
        assertThat(create("shop", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is a repository of this name already");
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void theSampleImagesArePushedShownAndInTheLedger() {
        create("shop", "");
        assertThat(push("shop")).hasRedirectedUrl("/sandbox/repositories/shop");
        assertThat(this.clients.ecr(this.sandbox)
            .describeImages((request) -> request.repositoryName("shop"))
            .imageDetails()).filteredOn(ImageDetail::hasImageTags)
            .extracting((image) -> image.imageTags().get(0))
            .containsExactlyInAnyOrder("web", "db");
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop")).hasStatusOk()
            .bodyText()
            .contains("linux/amd64, linux/arm64", "/shop:web", "/shop:db", "2 images")
            .doesNotContain(">untagged<", "There is no image in it yet");
        assertThat(this.ledger.standing()).extracting((entry) -> entry.resource().name())
            .containsExactlyInAnyOrder("shop", "shop:web", "shop:db");
        assertThat(this.ledger.standing()).filteredOn((entry) -> entry.resource().name().equals("shop"))
            .singleElement()
            .satisfies((entry) -> assertThat(Long.parseLong(String.valueOf(entry.resource().facts().get("bytes"))))
                .isPositive());
        push("shop");
        assertThat(this.ledger.standing()).hasSize(3);
    }

    @Test
    void theListIsFilteredOnTheServer() {
        create("shop", "");
        push("shop");
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop?q=tag:db")).bodyText()
            .contains("/shop:db")
            .doesNotContain("/shop:web");
        create("alpha", "");
        assertThat(this.mvc.get().uri("/sandbox/repositories?q=alp")).bodyText()
            .contains("repositories/alpha")
            .doesNotContain("repositories/shop\"");
    }

    @Test
    void pushCommandsAreRightForTheSandboxAndKeepTheChoice() {
        create("shop/web", "");
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop~web/push-commands?platform=linux/arm64&tag=v1"))
            .hasStatusOk()
            .bodyText()
            .contains("--endpoint-url http://127.0.0.1:", "docker login --username AWS --password-stdin localhost:",
                    "docker build --platform linux/arm64 -t web:v1 .", "/shop/web:v1", "$Env:AWS_ACCESS_KEY_ID");
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop~web/push-commands?platform=amiga&tag=a b"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Choose one of the platforms.", "A tag has 1 to 128 letters")
            .doesNotContain("docker build --platform amiga");
    }

    @Test
    void anImageIsDeletedWithItsPartsAndTheLedgerKnows() {
        create("shop", "");
        push("shop");
        String digest = SampleImages.web().digest();
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop/image-deletions/new?id={d}", digest)).hasStatusOk()
            .bodyText()
            .contains("Delete image web", digest);
        assertThat(deleteImage("shop", digest, null)).hasRedirectedUrl("/sandbox/repositories/shop");
        assertThat(this.clients.ecr(this.sandbox)
            .describeImages((request) -> request.repositoryName("shop"))
            .imageDetails()).hasSize(3);
        assertThat(this.ledger.standing()).extracting((entry) -> entry.resource().name())
            .containsExactlyInAnyOrder("shop", "shop:db");
        assertThat(deleteImage("shop", digest, null)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aTagIsTakenOffAndTheImageStays() {
        create("shop", "");
        push("shop");
        String digest = SampleImages.web().digest();
        String manifest = this.clients.ecr(this.sandbox)
            .batchGetImage((request) -> request.repositoryName("shop")
                .imageIds(ImageIdentifier.builder().imageTag("web").build()))
            .images()
            .get(0)
            .imageManifest();
        this.clients.ecr(this.sandbox)
            .putImage((request) -> request.repositoryName("shop").imageManifest(manifest).imageTag("v1"));
        assertThat(deleteImage("shop", digest, "web")).hasRedirectedUrl("/sandbox/repositories/shop/images/" + digest);
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop")).bodyText()
            .contains("/shop:v1")
            .doesNotContain("/shop:web");
        assertThat(deleteImage("shop", digest, "web")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void anEmptyRepositoryGoesAtAClick() {
        create("shop", "");
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop/deletions/new")).bodyText()
            .contains("nothing goes with it");
        assertThat(this.mvc.post().uri("/sandbox/repositories/shop/deletions").with(csrf()))
            .hasRedirectedUrl("/sandbox/repositories");
        assertThat(this.ledger.standing()).isEmpty();
        assertThat(this.mvc.get().uri("/sandbox/repositories/shop")).hasStatus(HttpStatus.NOT_FOUND)
            .bodyText()
            .contains("There is no repository");
    }

    @Test
    void imagesGoWithTheirRepositoryOnlyAfterItsNameWasTyped() {
        create("shop", "");
        push("shop");
        assertThat(this.mvc.post().uri("/sandbox/repositories/shop/deletions").with(csrf()))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Delete its images too", "2 images", "RepositoryNotEmptyException");
        assertThat(
                this.mvc.post().uri("/sandbox/repositories/shop/deletions").with(csrf()).param("confirmation", "sho"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("is not the repository&#39;s name");
        assertThat(
                this.mvc.post().uri("/sandbox/repositories/shop/deletions").with(csrf()).param("confirmation", "shop"))
            .hasRedirectedUrl("/sandbox/repositories");
        assertThat(this.clients.ecr(this.sandbox).describeRepositories().repositories()).isEmpty();
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void manyGoAtOnceAndThoseWithImagesOnlyWhereThatIsMeant() {
        create("shop", "");
        push("shop");
        create("team/empty", "");
        create("team/kept", "");
        assertThat(this.mvc.get().uri("/sandbox/repositories/deletions/new?id=shop&id=team/empty")).hasStatusOk()
            .bodyText()
            .contains("Delete 2 repositories?", "2 images", "Delete the images in them too")
            .doesNotContain("team/kept");
        MvcTestResult without = deleteMany(false, "shop", "team/empty");
        assertThat(without).hasRedirectedUrl("/sandbox/repositories");
        Many many = (Many) Objects.requireNonNull(without.getMvcResult().getFlashMap().get("many"));
        assertThat(many.rows()).extracting(Many.Row::name, Many.Row::done)
            .containsExactly(tuple("shop", false), tuple("team/empty", true));
        deleteMany(true, "shop");
        assertThat(this.clients.ecr(this.sandbox).describeRepositories().repositories()).singleElement()
            .satisfies((repository) -> assertThat(repository.repositoryName()).isEqualTo("team/kept"));
        assertThat(this.ledger.standing()).extracting((entry) -> entry.resource().name()).containsExactly("team/kept");
    }

    private MvcTestResult deleteMany(boolean withImages, String... names) {
        return this.mvc.post()
            .uri("/sandbox/repositories/deletions")
            .with(csrf())
            .param("id", names)
            .param("withImages", String.valueOf(withImages))
            .exchange();
    }

    private MvcTestResult create(String name, String tags) {
        return this.mvc.post()
            .uri("/sandbox/repositories")
            .with(csrf())
            .param("name", name)
            .param("tags", tags)
            .exchange();
    }

    private MvcTestResult push(String slug) {
        return this.mvc.post().uri("/sandbox/repositories/{slug}/sample-pushes", slug).with(csrf()).exchange();
    }

    private MvcTestResult deleteImage(String slug, String digest, @Nullable String tag) {
        MockMvcTester.MockMvcRequestBuilder request = this.mvc.post()
            .uri("/sandbox/repositories/{slug}/image-deletions" + ((tag != null) ? "/tags" : ""), slug)
            .with(csrf())
            .param("digest", digest);
        return ((tag != null) ? request.param("tag", tag) : request).exchange();
    }

}
