package dev.shipshape;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import dev.shipshape.FaultyEndpoint.Fault;
import dev.shipshape.accounts.People;
import dev.shipshape.accounts.Role;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * What a person sees of connections that are in trouble: one that may do nothing, one
 * whose credentials have expired, one whose endpoint is not there, one that never
 * answers; beside the sandbox, which is well.
 */
@SpringBootTest(
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant", "shipshape.settle-every=1h",
                "shipshape.cleanup.sweep-every=1h", "shipshape.call-timeout=2s", "shipshape.patience=1s" })
@AutoConfigureMockMvc
@DataDirectory
@DirtiesContext // nobody else wants a console with these connections
@ExtendWith(FreshSandbox.class)
@WithMockUser(username = "ada", roles = "OPERATOR")
class TroubledConnectionsTests {

    @RegisterExtension
    static final LocalAwsServer foreign = LocalAwsServer.at(Pace.INSTANT);

    private static final FaultyEndpoint denied = FaultyEndpoint.before(() -> URI.create(foreign.url()));

    private static final FaultyEndpoint expired = FaultyEndpoint.before(() -> URI.create(foreign.url()));

    private static final FaultyEndpoint silent = FaultyEndpoint.before(() -> URI.create(foreign.url()));

    private static final CountDownLatch end = new CountDownLatch(1);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Connections connections;

    @Autowired
    private AwsClients clients;

    @Autowired
    private SharedReads reads;

    @Autowired
    private People people;

    @DynamicPropertySource
    static void endpoints(DynamicPropertyRegistry settings) throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        foreign.start();
        int nobody;
        try (ServerSocket taken = new ServerSocket(0)) {
            nobody = taken.getLocalPort();
        }
        settings.add("shipshape.connections.denied.endpoint", denied::uri);
        settings.add("shipshape.connections.expired.endpoint", expired::uri);
        settings.add("shipshape.connections.silent.endpoint", silent::uri);
        settings.add("shipshape.connections.unreachable.endpoint", () -> "http://127.0.0.1:" + nobody);
    }

    @AfterAll
    static void forget() {
        end.countDown();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        denied.close();
        expired.close();
        silent.close();
    }

    @BeforeEach
    void trouble() {
        this.people.add("ada", "correct horse", Role.OPERATOR);
        denied.reset();
        denied.always(Fault.refusedByAny("AccessDeniedException",
                "User ada may not do %s, says a service that names no action."));
        denied.always("GetCallerIdentity", (call) -> call.pass());
        expired.always(
                Fault.refusedByAny("ExpiredTokenException", "The security token included in the request is expired"));
        silent.always(Fault.silent(end));
        this.clients.ecs(this.connections.named("sandbox")).createCluster((request) -> request.clusterName("well"));
        this.connections.all().forEach(this.reads::changed);
    }

    @Test
    void aListSaysWhatIsDeniedAndWhatWouldAllowIt() {
        assertThat(this.mvc.get().uri("/denied/clusters")).hasStatus(422)
            .bodyText()
            .contains("AWS does not allow ecs:ListClusters here.", "This statement of an IAM policy would allow it:",
                    "&quot;Action&quot;: &quot;ecs:ListClusters&quot;", "href=\"/connections/denied\"",
                    "href=\"/sandbox/clusters\"");
    }

    @Test
    void aListSaysThatTheCredentialsHaveExpiredAndWhatToDo() {
        assertThat(this.mvc.get().uri("/expired/clusters")).hasStatus(502)
            .bodyText()
            .contains("The AWS credentials of this connection have expired.", "aws sso login", "ExpiredTokenException");
    }

    @Test
    void aListSaysThatTheEndpointIsNotThere() {
        assertThat(this.mvc.get().uri("/unreachable/task-definitions")).hasStatus(502)
            .bodyText()
            .contains("AWS cannot be reached.", "Check its endpoint");
    }

    @Test
    void aListSaysThatAwsDidNotAnswerInTime() {
        assertThat(this.mvc.get().uri("/silent/repositories")).hasStatus(504)
            .bodyText()
            .contains("AWS did not answer in time.", "Try again in a moment.");
    }

    @Test
    void theConnectionPagesTellEachTrouble() {
        assertThat(page("/connections/denied")).contains("arn:aws:iam::123456789012:", "Answers");
        assertThat(this.mvc.post().uri("/connections/denied/checks").with(csrf()))
            .hasRedirectedUrl("/connections/denied");
        assertThat(page("/connections/denied")).contains("Missing permissions", "&quot;ecs:ListClusters&quot;",
                "&quot;ecs:DescribeTasks&quot;", "&quot;ecr:DescribeImages&quot;", "&quot;iam:ListRoles&quot;",
                "&quot;logs:DescribeLogGroups&quot;", "&quot;application-autoscaling:DescribeScalableTargets&quot;");
        assertThat(page("/connections/expired")).contains("Does not answer",
                "The AWS credentials of this connection have expired.", "Sign in to AWS again");
        assertThat(this.mvc.post().uri("/connections/expired/checks").with(csrf())).hasStatus(502)
            .bodyText()
            .contains("The AWS credentials of this connection have expired.");
        assertThat(page("/connections/unreachable")).contains("Does not answer", "AWS cannot be reached.");
    }

    @Test
    void theListOfConnectionsTellsThemApartWithoutWaitingForTheSilentOne() {
        Instant began = Instant.now();
        String page = page("/connections");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(row(page, "sandbox")).contains("Answers");
        assertThat(row(page, "denied")).contains("Answers");
        assertThat(row(page, "expired")).contains("Does not answer", "have expired");
        assertThat(row(page, "unreachable")).contains("Does not answer", "cannot be reached");
        assertThat(row(page, "silent")).containsAnyOf("silent has not answered yet.", "AWS did not answer in time.");
    }

    @Test
    void theOverviewShowsTheOthersAndNamesEachTrouble() {
        Instant began = Instant.now();
        String page = page("/");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(page).contains("1 cluster", "Could not be read: AWS does not allow ecs:ListClusters here.",
                "Could not be read: The AWS credentials of this connection have expired.",
                "Could not be read: AWS cannot be reached.", "hx-trigger=\"every 2s\"");
        assertThat(page).containsAnyOf("silent has not answered yet.", "AWS did not answer in time.");
    }

    @Test
    void aPartThatIsDeniedHidesNothingElse() {
        denied.reset();
        denied.always("ListTasks", Fault.refused("AccessDeniedException", "You may not."));
        this.clients.ecs(this.connections.named("denied")).createCluster((request) -> request.clusterName("half"));
        assertThat(page("/")).contains("Could not be read: AWS does not allow ecs:ListTasks here.", "2 clusters");
        assertThat(page("/denied/clusters")).contains("half");
        assertThat(page("/denied/clusters/half")).contains("<h1>half</h1>",
                "The tasks could not be read. AWS does not allow ecs:ListTasks here.",
                "&quot;Action&quot;: &quot;ecs:ListTasks&quot;");
    }

    @Test
    void theSearchFindsWhatIsThereAndNamesWhatIsMissing() {
        assertThat(page("/search?q=well")).contains("href=\"/sandbox/clusters/well\"",
                "Nothing of expired: The AWS credentials of this connection have expired.",
                "Nothing of unreachable: AWS cannot be reached.",
                "of denied: AWS does not allow ecs:ListClusters here.", "of silent: ");
    }

    @Test
    void aFormKeepsWhatWasTypedAndSaysWhatIsDenied() {
        assertThat(this.mvc.post()
            .uri("/denied/clusters")
            .with(csrf())
            .param("name", "mine")
            .param("provider", "FARGATE")
            .param("tags", "")).hasStatus(422)
            .bodyText()
            .contains("AWS does not allow ecs:DescribeClusters here.", "value=\"mine\"",
                    "&quot;Action&quot;: &quot;ecs:DescribeClusters&quot;");
    }

    @Test
    void theCleanUpNamesWhatCouldNotBeLookedInto() {
        assertThat(this.mvc.post().uri("/cleanup/sweeps").with(csrf())).hasRedirectedUrl("/cleanup/found");
        assertThat(page("/cleanup/found")).contains("AWS does not allow ecs:ListClusters here.",
                "The AWS credentials of this connection have expired.", "AWS cannot be reached.",
                "AWS did not answer in time.");
        assertThat(page("/cleanup")).contains("Clean-up");
    }

    @ParameterizedTest
    @ValueSource(strings = { "denied", "expired", "unreachable" })
    void theOthersAreListedAsEver(String troubled) {
        this.mvc.get().uri("/" + troubled + "/clusters").exchange();
        assertThat(page("/sandbox/clusters")).contains("/sandbox/clusters/well", "href=\"/" + troubled + "/clusters\"");
    }

    @Test
    void theSwitchMarksWhatDoesNotAnswer() {
        this.mvc.get().uri("/unreachable/repositories").exchange();
        assertThat(page("/sandbox/repositories")).containsPattern(
                "href=\"/unreachable/repositories\"[^>]*><span>unreachable</span>\\s*<span class=\"ss-muted\">us-east-1 · does not answer");
    }

    private static String row(String page, String connection) {
        int at = page.indexOf("data-row=\"" + connection + "\"");
        assertThat(at).as(connection).isPositive();
        return page.substring(at, page.indexOf("</tr>", at));
    }

    private String page(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
