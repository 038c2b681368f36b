package dev.shipshape.registry;

import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.registry.push.SampleImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** One image and many: layers, tags, scans, comparison, and what deletions leave. */
@ConsoleTest
class ImagesInDepthTests {

    private static final String SHOP = "/sandbox/repositories/shop";

    private static final String WEB = SampleImages.web().digest();

    private static final String PART = SampleImages.web().manifests().get(0).digest();

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private EcrClient ecr;

    private Connection sandbox;

    @BeforeEach
    void shop() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
        this.ecr = this.clients.ecr(this.sandbox);
        this.ecr.createRepository((repository) -> repository.repositoryName("shop"));
        post("/sample-pushes");
    }

    @Test
    void anIndexShowsItsPlatformsAndAPlatformItsLayersAndConfiguration() {
        assertThat(this.mvc.get().uri(SHOP)).bodyText().contains("2 platforms", SHOP + "/images/" + PART);
        assertThat(this.mvc.get().uri(SHOP + "/images/web")).hasStatusOk()
            .bodyText()
            .contains("What the index names", "linux/amd64", "linux/arm64", SHOP + "/images/" + PART);
        assertThat(this.mvc.get().uri(SHOP + "/images/" + PART)).hasStatusOk()
            .bodyText()
            .contains("Configuration", "Layers", "Named by", "index web", "linux/amd64");
        assertThat(this.mvc.get().uri(SHOP + "/images/nothing")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aTagIsPutOnAnImageAndMovesOnlyWhenThatIsAskedFor() {
        assertThat(post("/images/" + WEB + "/tags", "tag", "v1")).hasRedirectedUrl(SHOP + "/images/" + WEB);
        assertThat(tags(WEB)).containsExactlyInAnyOrder("web", "v1");
        assertThat(post("/images/" + WEB + "/tags", "tag", "db")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("has this tag", "Move it");
        assertThat(tags(WEB)).doesNotContain("db");
        post("/images/" + WEB + "/tags", "tag", "db", "move", "true");
        assertThat(tags(WEB)).containsExactlyInAnyOrder("web", "v1", "db");
        assertThat(post("/images/" + WEB + "/tags", "tag", "not a tag")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("A tag has 1 to 128");
        post("/tag-mutability", "keeps", "IMMUTABLE");
        assertThat(post("/images/" + SampleImages.database().digest() + "/tags", "tag", "v1")).bodyText()
            .contains("keeps a tag with its first image");
    }

    @Test
    void theFormTellsTheCommandThatItStandsForAndChangesNothing() {
        assertThat(post("/images/" + WEB + "/tags", "tag", "v1", "preview", "command")).bodyText()
            .contains("aws ecr put-image --repository-name shop", "--image-tag v1");
        assertThat(tags(WEB)).containsExactly("web");
        assertThat(post("/image-deletions", "digest", WEB, "digest", SampleImages.database().digest(), "preview",
                "command"))
            .bodyText()
            .contains("aws ecr batch-delete-image --repository-name shop");
        assertThat(details()).hasSize(6);
    }

    @Test
    void aScanIsAskedForAndItsFindingsAreListedFilteredAndHadAsAFile() {
        String page = "/images/" + PART + "/findings";
        assertThat(this.mvc.get().uri(SHOP + page)).bodyText().contains("Not scanned", "Scan now");
        assertThat(post("/images/" + PART + "/scan-requests")).hasRedirectedUrl(SHOP + page);
        int found = this.ecr
            .describeImageScanFindings((request) -> request.repositoryName("shop")
                .imageId(ImageIdentifier.builder().imageDigest(PART).build()))
            .imageScanFindings()
            .findings()
            .size();
        assertThat(found).isPositive();
        assertThat(this.mvc.get().uri(SHOP + page)).bodyText().contains("Scanned", "SIMULATED-", found + " findings");
        assertThat(this.mvc.get().uri(SHOP + page + "?q=name:nothing")).bodyText()
            .contains("No finding matches the filter");
        assertThat(this.mvc.get().uri(SHOP + page + "?format=csv")).bodyText()
            .startsWith("\"name\",\"severity\"")
            .contains("SIMULATED-");
        assertThat(post("/images/" + PART + "/scan-requests")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("once in 24 hours");
        assertThat(this.mvc.get().uri(SHOP + "/images/" + WEB + "/findings")).bodyText()
            .contains("An index is not scanned itself");
    }

    @Test
    void twoImagesAreComparedByLayersAndConfiguration() {
        assertThat(this.mvc.get().uri(SHOP + "/comparisons?from=web&to=db")).hasStatusOk()
            .bodyText()
            .contains("Two images compared", "linux/amd64", "web only", "db only");
        assertThat(this.mvc.get().uri(SHOP + "/comparisons?from=web&to=web")).bodyText()
            .contains("Both say the same")
            .doesNotContain("web only");
    }

    @Test
    void partsOfATaggedIndexAreNoRubbish() {
        assertThat(this.mvc.get().uri(SHOP + "/image-deletions/new?untagged=true")).hasStatusOk()
            .bodyText()
            .contains("an index names each of them");
        this.ecr.batchDeleteImage((request) -> request.repositoryName("shop")
            .imageIds(ImageIdentifier.builder().imageDigest(WEB).build()));
        assertThat(this.mvc.get().uri(SHOP + "/image-deletions/new?untagged=true")).bodyText()
            .contains("Delete 2 images", "2 images without a tag stay", "ImageReferencedByManifestList");
    }

    @Test
    void manyImagesGoAtOnceAndEachTellsWhatBecameOfIt() {
        String other = SampleImages.database().digest();
        MvcTestResult result = post("/image-deletions", "digest", WEB, "digest", other);
        assertThat(result).hasRedirectedUrl(SHOP);
        assertThat(details()).isEmpty();
    }

    @Test
    void aPartOfAnIndexThatStandsIsRefusedInAwsWords() {
        MvcTestResult result = post("/image-deletions", "digest", PART, "digest",
                SampleImages.database().manifests().get(0).digest());
        assertThat(result).flash().containsKey("many");
        assertThat(String.valueOf(result.getMvcResult().getFlashMap().get("many"))).contains("AWS did not delete");
        assertThat(details()).hasSize(6);
    }

    @Test
    void whoUsesAnImageIsNamedBeforeItGoes() {
        String uri = this.ecr.describeRepositories().repositories().get(0).repositoryUri();
        this.clients.ecs(this.sandbox)
            .registerTaskDefinition((definition) -> definition.family("front")
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(
                        ContainerDefinition.builder().name("web").image(uri + ":web").essential(true).build()));
        assertThat(this.mvc.get().uri(SHOP + "/image-deletions/new?id={d}", WEB)).bodyText().contains("front:1");
        assertThat(this.mvc.get().uri(SHOP + "/images/" + PART)).bodyText().contains("front:1");
        assertThat(this.mvc.get().uri(SHOP + "/image-deletions/tags/new?digest={d}&tag=web", WEB)).bodyText()
            .contains("cannot start again", "front:1");
        post("/lifecycle/previews", "view", "json", "json",
                """
                        {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}""");
        assertThat(this.mvc.get().uri(SHOP + "/lifecycle/previews")).bodyText()
            .contains("1 image would be deleted", "Delete all but the newest 1 images");
    }

    @Test
    void theListOfImagesIsHadAsAFile() {
        assertThat(this.mvc.get().uri(SHOP + "?format=csv&q=tag:web")).bodyText()
            .contains("\"web\",\"" + WEB + "\",\"index\",\"linux/amd64 linux/arm64\"")
            .doesNotContain("\"db\"");
        assertThat(this.mvc.get().uri("/sandbox/repositories?format=json")).bodyText()
            .contains("\"name\" : \"shop\"", "\"images\" : 2", "\"untagged\" : 0");
    }

    @Test
    void pullCommandsNameTagAndDigest() {
        assertThat(this.mvc.get().uri(SHOP + "/pull-commands?image=web")).hasStatusOk()
            .bodyText()
            .contains("docker pull localhost:", "/shop:web", "/shop@" + WEB, "podman pull", "skopeo copy",
                    "task-definitions/new?image=");
    }

    private List<ImageDetail> details() {
        return this.ecr.describeImages((request) -> request.repositoryName("shop")).imageDetails();
    }

    private List<String> tags(String digest) {
        return details().stream()
            .filter((image) -> image.imageDigest().equals(digest))
            .flatMap((image) -> image.imageTags().stream())
            .toList();
    }

    private MvcTestResult post(String path, String... parameters) {
        MockMvcTester.MockMvcRequestBuilder request = this.mvc.post().uri(SHOP + path).with(csrf());
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return request.exchange();
    }

}
