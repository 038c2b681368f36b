package dev.shipshape.clusters.settings;

import java.nio.charset.StandardCharsets;

import dev.shipshape.ConsoleTest;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class ClusterTabsTests {

    private static final String PAGE = "/sandbox/clusters/demo";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @BeforeEach
    void cluster() {
        this.place.cluster();
    }

    @Test
    void insightsExecAndNamespaceAreChangedInOneForm() {
        assertThat(body("/settings")).contains("Container Insights", "FARGATE, FARGATE_SPOT", "Save settings");
        assertThat(post("/settings").param("insights", "enabled")
            .param("execLogging", "OVERRIDE")
            .param("execLogGroup", "/ecs/exec")).hasRedirectedUrl(PAGE + "/settings");
        Cluster cluster = told();
        assertThat(cluster.settings()).anyMatch((setting) -> "enabled".equals(setting.value()));
        assertThat(cluster.configuration().executeCommandConfiguration().logConfiguration().cloudWatchLogGroupName())
            .isEqualTo("/ecs/exec");
        assertThat(body("/settings")).contains("value=\"/ecs/exec\"");
    }

    @Test
    void whatIsWrongInTheSettingsIsSaidBesideTheField() {
        assertThat(post("/settings").param("insights", "loud")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Choose one of those shown");
        assertThat(post("/settings").param("insights", "disabled").param("execLogging", "OVERRIDE"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Name the log group");
    }

    @Test
    void capacityProvidersAndTheDefaultStrategyAreChanged() {
        assertThat(body("/capacity-providers")).contains("FARGATE_SPOT", "Weight");
        assertThat(capacity("true", "1", "1", "true", "", "3")).hasRedirectedUrl(PAGE + "/infrastructure");
        assertThat(told().defaultCapacityProviderStrategy()).extracting((item) -> item.capacityProvider())
            .containsExactly("FARGATE", "FARGATE_SPOT");
        assertThat(body("/infrastructure")).contains("weight 1, base 1", "weight 3");
        assertThat(capacity("true", "", "1", "false", "", "")).hasRedirectedUrl(PAGE + "/infrastructure");
        assertThat(told().capacityProviders()).containsExactly("FARGATE");
    }

    @Test
    void aStrategyThatEcsWouldRefuseIsRefusedBesideItsField() {
        assertThat(capacity("true", "1", "1", "true", "2", "1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Only one capacity provider of a strategy has a base");
        assertThat(capacity("true", "1", "0", "true", "", "0")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("needs a weight above 0");
        assertThat(capacity("false", "", "1", "true", "", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Attach FARGATE to give it a part");
        assertThat(capacity("true", "", "many", "true", "", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("0 to 1000.", "value=\"many\"");
    }

    @Test
    void tagsAreChangedAndOurMarksStay() {
        this.place.ecs()
            .tagResource((request) -> request.resourceArn(told().clusterArn())
                .tags(tag("team", "blue"), tag("old", "yes"), tag("shipshape:action", "1")));
        assertThat(post("/tags").param("tags", "team=red\nstage=test")).hasRedirectedUrl(PAGE + "/tags");
        assertThat(told().tags()).containsExactlyInAnyOrder(tag("team", "red"), tag("stage", "test"),
                tag("shipshape:action", "1"));
        assertThat(body("/tags")).contains("stage=test", "These stay");
        assertThat(post("/tags").param("tags", "aws:x=1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("aws: are AWS", "aws:x=1");
        assertThat(post("/tags").param("tags", "shipshape:action=2")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void anInstanceShowsItsRoomAndIsDrainedAndActivated() {
        String arn = this.place.instance();
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        assertThat(body("/infrastructure")).contains("t3.micro", "2048 of 2048 units free", "agent", "Drain");
        assertThat(body("/infrastructure/" + id + "/drains/new")).contains("There now: <strong>no task</strong>",
                "Show it as a command");
        assertThat(post("/infrastructure/" + id + "/drains").param("preview", "command")).bodyText()
            .contains("aws ecs update-container-instances-state", "--status DRAINING");
        assertThat(instance(arn).status()).isEqualTo("ACTIVE");
        assertThat(post("/infrastructure/" + id + "/drains")).hasRedirectedUrl(PAGE + "/infrastructure");
        assertThat(instance(arn).status()).isEqualTo("DRAINING");
        assertThat(body("/infrastructure")).contains("Draining", "Activate");
        assertThat(body("/infrastructure/" + id + "/activations/new")).contains("It takes tasks again.");
        assertThat(post("/infrastructure/" + id + "/activations")).hasRedirectedUrl(PAGE + "/infrastructure");
        assertThat(instance(arn).status()).isEqualTo("ACTIVE");
        assertThat(post("/infrastructure/none/drains")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerLooksAndChangesNothing() {
        assertThat(body("/settings")).doesNotContain("Save settings");
        assertThat(body("/tags")).contains("has no tags").doesNotContain("Change tags");
        assertThat(post("/tags").param("tags", "a=b")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("/settings").param("insights", "enabled")).hasStatus(HttpStatus.FORBIDDEN);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private ContainerInstance instance(String arn) {
        return this.place.ecs()
            .describeContainerInstances((request) -> request.cluster("demo").containerInstances(arn))
            .containerInstances()
            .get(0);
    }

    private Cluster told() {
        return this.place.ecs()
            .describeClusters((request) -> request.clusters("demo")
                .includeWithStrings("TAGS", "SETTINGS", ClusterField.CONFIGURATIONS.toString()))
            .clusters()
            .get(0);
    }

    private MockMvcRequestBuilder capacity(String fargate, String base, String weight, String spot, String spotBase,
            String spotWeight) {
        return post("/capacity-providers").param("providers[0].name", "FARGATE")
            .param("providers[0].attached", fargate)
            .param("providers[0].base", base)
            .param("providers[0].weight", weight)
            .param("providers[1].name", "FARGATE_SPOT")
            .param("providers[1].attached", spot)
            .param("providers[1].base", spotBase)
            .param("providers[1].weight", spotWeight);
    }

    private MockMvcRequestBuilder post(String part) {
        return this.mvc.post().uri(PAGE + part).with(csrf());
    }

    private String body(String part) {
        MvcTestResult answer = this.mvc.get().uri(PAGE + part).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
