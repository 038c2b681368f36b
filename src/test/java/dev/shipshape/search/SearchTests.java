package dev.shipshape.search;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecs.model.LaunchType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What a person finds, and where commands lead. */
@ConsoleTest
@Import(Workplace.class)
class SearchTests {

    private static final Pattern OPTION = Pattern.compile("role=\"option\"[^>]*data-href=\"([^\"]*)\"");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private SharedReads reads;

    @Autowired
    private Workplace work;

    private String task = "";

    @BeforeEach
    void aTeamsWork() {
        Connection sandbox = this.work.sandbox();
        this.work.cluster();
        this.work.web();
        this.work.web2();
        this.work.service("web-front");
        this.task = this.work.ecs()
            .runTask((request) -> request.cluster(Workplace.CLUSTER)
                .taskDefinition("web:1")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(this.work.subnet()))))
            .tasks()
            .get(0)
            .taskArn()
            .replaceFirst(".*/", "");
        this.clients.ecr(sandbox).createRepository((request) -> request.repositoryName("shop/web"));
        this.reads.changed(sandbox);
    }

    @Test
    void everythingIsFoundByPartOfItsNameGroupedWithStateAndConnection() {
        String found = page("/search?q=web");
        assertThat(found).containsSubsequence("Task definitions", "href=\"/sandbox/task-definitions/web\"")
            .contains("href=\"/sandbox/clusters/demo/services/web-front\"", "href=\"/sandbox/repositories/shop~web\"",
                    "href=\"/sandbox/task-definitions/web/2\"",
                    "href=\"/sandbox/clusters/demo/tasks/" + this.task + "\"", "ss-status-running",
                    "ss-found-connection\">sandbox<");
        assertThat(hrefs("demo").get(0)).isEqualTo("/sandbox/clusters/demo");
        assertThat(hrefs("clean")).contains("/cleanup");
        assertThat(page("/search?q=no-such-thing")).contains("Nothing is called “no-such-thing” on any connection.");
    }

    @Test
    void thingsAreFoundByIdByArnAndByWordsTogether() {
        assertThat(hrefs(this.task)).containsExactly("/sandbox/clusters/demo/tasks/" + this.task);
        assertThat(hrefs("arn:aws:ecs:us-east-1:123456789012:service/demo/web-front"))
            .containsExactly("/sandbox/clusters/demo/services/web-front");
        assertThat(hrefs("service web sandbox")).containsExactly("/sandbox/clusters/demo/services/web-front");
        assertThat(hrefs("web elsewhere")).isEmpty();
    }

    @Test
    void imagesAreFoundByTagAndByDigest() {
        assertThat(this.mvc.post().uri("/sandbox/repositories/shop~web/sample-pushes").with(csrf()))
            .hasStatus3xxRedirection();
        ImageDetail image = this.clients.ecr(this.work.sandbox())
            .describeImages((request) -> request.repositoryName("shop/web"))
            .imageDetails()
            .stream()
            .filter((one) -> one.hasImageTags())
            .findFirst()
            .orElseThrow();
        String tag = image.imageTags().get(0);
        String page = "/sandbox/repositories/shop~web/images/" + image.imageDigest();
        assertThat(hrefs("shop/web:" + tag)).contains(page);
        assertThat(hrefs(image.imageDigest())).contains(page);
        assertThat(hrefs(image.imageDigest().substring(7, 20))).contains(page);
        assertThat(hrefs("delete shop/web:" + tag).get(0)).isEqualTo(
                "/sandbox/repositories/shop~web/image-deletions/new?digest=" + image.imageDigest().replace(":", "%3A"));
    }

    @Test
    void whatWasJustMadeIsFoundAtOnce() {
        assertThat(hrefs("newcomer")).isEmpty();
        this.work.ecs().createCluster((request) -> request.clusterName("newcomer"));
        this.reads.changed(this.work.sandbox());
        assertThat(hrefs("newcomer")).containsExactly("/sandbox/clusters/newcomer");
    }

    @Test
    void keysPressedAskAwsNoMoreThanOnce() throws Exception {
        hrefs("w");
        Map<String, Long> asked = calls();
        for (String typed : List.of("we", "web", "web-", "web-f", "web-front")) {
            assertThat(hrefs(typed)).contains("/sandbox/clusters/demo/services/web-front");
        }
        assertThat(calls()).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({ "run web:1,/sandbox/tasks/new?taskDefinition=web:1", "run web,/sandbox/tasks/new?taskDefinition=web:2",
            "start web-front,/sandbox/clusters/demo/services/web-front/starts/new",
            "scale web-front 3,/sandbox/clusters/demo/services/web-front/scalings/new?count=3",
            "scale web-front to 3,/sandbox/clusters/demo/services/web-front/scalings/new?count=3",
            "deploy web-front,/sandbox/clusters/demo/services/web-front/deployments/new",
            "delete demo,/sandbox/clusters/demo/deletions/new",
            "delete shop,/sandbox/repositories/shop~web/deletions/new",
            "push shop,/sandbox/repositories/shop~web/push-commands", "new cluster,/sandbox/clusters/new",
            "create repository,/sandbox/repositories/new", "go costs,/costs", "go demo,/sandbox/clusters/demo",
            "open activity,/activity" })
    void commandsLeadToTheirFormsFilledInOrToTheirConfirmation(String typed, String address) {
        assertThat(hrefs(typed).get(0)).isEqualTo(address);
        assertThat(this.mvc.get().uri(URI.create(address))).hasStatusOk();
    }

    @Test
    void aTaskIsStoppedByItsConfirmationAndItsLogsAreOpened() {
        String page = "/sandbox/clusters/demo/tasks/" + this.task;
        assertThat(hrefs("stop " + this.task.substring(0, 6))).first().isEqualTo(page + "/stop-requests/new");
        assertThat(hrefs("logs " + this.task.substring(0, 6))).first().isEqualTo(page + "/logs");
        assertThat(this.mvc.get().uri(page + "/stop-requests/new")).hasStatusOk();
    }

    @Test
    void theFormToScaleHoldsTheNumberThatWasTyped() {
        assertThat(page("/sandbox/clusters/demo/services/web-front/scalings/new?count=3"))
            .containsPattern("name=\"count\"[^>]*value=\"3\"");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerIsOfferedNoChange() {
        assertThat(hrefs("stop " + this.task)).noneMatch((address) -> address.contains("stop-requests"));
        assertThat(hrefs("new cluster")).doesNotContain("/sandbox/clusters/new");
        assertThat(hrefs("logs " + this.task)).first().asString().endsWith("/logs");
    }

    @Test
    void whatIsDeniedIsNamedAsMissingAndTheRestIsFound() throws Exception {
        deny("ecr:DescribeRepositories");
        assertThat(page("/search?q=web")).contains(
                "No repositories, images of sandbox: AWS does not allow ecr:DescribeRepositories here.",
                "href=\"/sandbox/clusters/demo/services/web-front\"");
        assertThat(page("/search/results?q=web")).contains("data-missing=\"No repositories, images of sandbox");
    }

    @Test
    void searchAndKeysArePagesWithoutScripts() {
        assertThat(page("/sandbox/clusters")).contains("href=\"/search\" data-palette");
        assertThat(page("/search"))
            .contains("<form class=\"ss-filter\" role=\"search\" method=\"get\" action=\"/search\"");
        assertThat(page("/help/keys")).contains("Search, or run a command", "<kbd>g</kbd> <kbd>c</kbd>");
    }

    private void deny(String operation) {
        SandboxControl.of(this.work.sandbox()).deny(operation);
        this.reads.changed(this.work.sandbox());
    }

    private Map<String, Long> calls() {
        return SandboxControl.of(this.work.sandbox()).calls();
    }

    private List<String> hrefs(String typed) {
        MvcTestResult answer = this.mvc.get().uri("/search/results").param("q", typed).exchange();
        assertThat(answer).hasStatusOk();
        Matcher options = OPTION
            .matcher(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
        List<String> hrefs = new ArrayList<>();
        while (options.find()) {
            hrefs.add(HtmlUtils.htmlUnescape(options.group(1)));
        }
        return hrefs;
    }

    private String page(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
