package dev.shipshape.registry;

import java.nio.charset.StandardCharsets;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Settings, AWS tags and the lifecycle policy of a repository, as forms and on AWS. */
@ConsoleTest
class RepositorySettingsPagesTests {

    private static final String SHOP = "/sandbox/repositories/shop";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private EcrClient ecr;

    @BeforeEach
    void shop() {
        this.ecr = this.clients.ecr(this.connections.named("sandbox"));
        this.ecr.createRepository((repository) -> repository.repositoryName("shop"));
    }

    @Test
    void tagsAreKeptButForThoseThatFit() {
        assertThat(post("/tag-mutability", "keeps", "IMMUTABLE", "exclusions", "dev-* latest"))
            .hasRedirectedUrl(SHOP + "/settings");
        Repository shop = shopNow();
        assertThat(shop.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION);
        assertThat(shop.imageTagMutabilityExclusionFilters()).extracting((filter) -> filter.filter())
            .containsExactly("dev-*", "latest");
        assertThat(this.mvc.get().uri(SHOP + "/settings")).bodyText()
            .contains("tags immutable but for dev-*, latest", "value=\"dev-* latest\"");
        assertThat(post("/tag-mutability", "keeps", "MUTABLE", "exclusions", "a*b*c*d"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("a*b*c*d");
    }

    @Test
    void scansOnPushAreTurnedOnAndOff() {
        post("/scanning", "onPush", "true");
        assertThat(shopNow().imageScanningConfiguration().scanOnPush()).isTrue();
        post("/scanning");
        assertThat(shopNow().imageScanningConfiguration().scanOnPush()).isFalse();
    }

    @Test
    void aPolicyIsCheckedSetAndDeleted() {
        assertThat(this.mvc.get().uri(SHOP + "/settings")).bodyText().contains("It has no policy", "123456789012:root");
        assertThat(post("/policy", "text", "{")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("This is no JSON");
        assertThat(post("/policy", "text", "{\"Statement\":[{\"Effect\":\"Allow\"}]}"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Principal");
        post("/policy", "text", """
                {"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow",
                "Principal":{"AWS":"arn:aws:iam::210987654321:root"},"Action":["ecr:BatchGetImage"]}]}""");
        assertThat(this.ecr.getRepositoryPolicy((request) -> request.repositoryName("shop")).policyText())
            .contains("210987654321");
        assertThat(this.mvc.get().uri(SHOP + "/settings")).bodyText().contains("210987654321", "Delete policy");
        post("/policy-deletions");
        assertThat(this.mvc.get().uri(SHOP + "/settings")).bodyText().contains("It has no policy");
    }

    @Test
    void awsTagsAreSetAndTakenOff() {
        String arn = shopNow().repositoryArn();
        post("/tags", "tags", "team=blue\nstage=test");
        post("/tags", "tags", "team=red");
        assertThat(this.ecr.listTagsForResource((request) -> request.resourceArn(arn)).tags())
            .containsExactly(Tag.builder().key("team").value("red").build());
        assertThat(post("/tags", "tags", "aws:x=1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("AWS&#39;s own", "aws:x=1");
    }

    @Test
    void rulesAreAddedTakenAwayAndReorderedWithoutScripts() {
        assertThat(post("/lifecycle/drafts", "rules[0].priority", "1", "rules[0].tagStatus", "tagged", "rules[0].tags",
                "v*", "rules[0].countType", "imageCountMoreThan", "rules[0].countNumber", "5", "add", "rule"))
            .hasStatusOk()
            .bodyText()
            .contains("Rule 2", "value=\"v*\"");
        assertThat(post("/lifecycle/drafts", "rules[0].priority", "1", "rules[0].countNumber", "5", "rules[1].priority",
                "2", "rules[1].countNumber", "77", "raise", "1"))
            .bodyText()
            .containsSubsequence("value=\"77\"", "value=\"5\"");
        assertThat(post("/lifecycle/drafts", "rules[0].countNumber", "5", "rules[1].countNumber", "77", "remove", "0"))
            .bodyText()
            .contains("value=\"77\"")
            .doesNotContain("value=\"5\"");
    }

    @Test
    void nothingIsLostBetweenRulesAndJson() {
        String policy = """
                {"rules":[{"rulePriority":3,"description":"old","selection":{"tagStatus":"tagged",\
                "tagPrefixList":["rel","v"],"countType":"sinceImagePushed","countUnit":"days","countNumber":30},\
                "action":{"type":"expire"},"later":{"x":1}}],"also":true}""";
        String rules = body(post("/lifecycle/drafts", "view", "json", "json", policy, "show", "rules"));
        assertThat(rules).contains("value=\"old\"", "value=\"rel, v\"", "value=\"30\"");
        String json = body(post("/lifecycle/drafts", "view", "rules", "kept", "{\"also\":true}", "rules[0].priority",
                "3", "rules[0].description", "old", "rules[0].tagStatus", "tagged", "rules[0].match", "prefixes",
                "rules[0].tags", "rel, v", "rules[0].countType", "sinceImagePushed", "rules[0].countNumber", "30",
                "rules[0].action", "expire", "rules[0].kept", "{\"later\":{\"x\":1}}", "show", "json"));
        assertThat(json.replace("&quot;", "\"").replaceAll("\\s", "")).contains("\"later\":{\"x\":1}", "\"also\":true",
                "\"tagPrefixList\":[\"rel\",\"v\"]", "\"countUnit\":\"days\"");
    }

    @Test
    void aPolicyIsSetShownAndDeleted() {
        assertThat(this.mvc.get().uri(SHOP + "/lifecycle")).bodyText().contains("has no lifecycle policy");
        assertThat(post("/lifecycle", "view", "rules", "rules[0].priority", "1", "rules[0].tagStatus", "untagged",
                "rules[0].countType", "sinceImagePushed", "rules[0].countNumber", "14", "rules[0].action", "expire"))
            .hasRedirectedUrl(SHOP + "/lifecycle");
        assertThat(this.ecr.getLifecyclePolicy((request) -> request.repositoryName("shop")).lifecyclePolicyText())
            .contains("\"countNumber\":14", "untagged");
        assertThat(this.mvc.get().uri(SHOP + "/lifecycle")).bodyText()
            .contains("Delete untagged images 14 days after their push");
        assertThat(post("/lifecycle", "view", "rules", "rules[0].priority", "x", "rules[0].tagStatus", "any",
                "rules[0].countType", "imageCountMoreThan", "rules[0].countNumber", "1", "rules[0].action", "expire"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("value=\"x\"");
        post("/lifecycle/deletions");
        assertThatExceptionOfType(LifecyclePolicyNotFoundException.class)
            .isThrownBy(() -> this.ecr.getLifecyclePolicy((request) -> request.repositoryName("shop")));
    }

    private Repository shopNow() {
        return this.ecr.describeRepositories().repositories().get(0);
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcTestResult post(String path, String... parameters) {
        MockMvcTester.MockMvcRequestBuilder request = this.mvc.post().uri(SHOP + path).with(csrf());
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return request.exchange();
    }

}
