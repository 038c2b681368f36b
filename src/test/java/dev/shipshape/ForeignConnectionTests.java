package dev.shipshape;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.accounts.People;
import dev.shipshape.accounts.Role;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * The console with connections besides its sandbox: an endpoint that only its address
 * tells apart from AWS, reached with credentials of the SDK's default chain, and one that
 * goes down.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant",
        "shipshape.settle-every=1h", "shipshape.call-timeout=5s", "shipshape.connections.foreign.region=us-east-1" })
@AutoConfigureMockMvc
@DataDirectory
@DirtiesContext // nobody else wants a console with these connections
@ExtendWith(FreshSandbox.class)
@WithMockUser(username = "ada", roles = "OPERATOR")
class ForeignConnectionTests {

    @RegisterExtension
    static final LocalAwsServer foreign = LocalAwsServer.at(Pace.INSTANT);

    private static final LocalAwsServer doomed = LocalAwsServer.at(Pace.INSTANT);

    private static final Pattern BASE = Pattern.compile("name=\"base\"[^>]*value=\"([^\"]*)\"");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Connections connections;

    @Autowired
    private SharedReads reads;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private People people;

    @Autowired
    @Qualifier("localAws")
    private SmartLifecycle sandbox;

    @DynamicPropertySource
    static void endpoints(DynamicPropertyRegistry settings) {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        foreign.start();
        doomed.start();
        String url = doomed.url();
        settings.add("shipshape.connections.foreign.endpoint", foreign::url);
        settings.add("shipshape.connections.doomed.endpoint", () -> url);
    }

    @AfterAll
    static void forgetTheCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        doomed.close();
    }

    @BeforeEach
    void adaIsStored() {
        // with a real connection there are no demonstration accounts
        this.people.add("ada", "correct horse", Role.OPERATOR);
        this.connections.all().forEach(this.reads::changed);
    }

    @Test
    void theHandsOnWorksThere() {
        assertThat(cluster("foreign", "shop")).hasRedirectedUrl("/foreign/clusters/shop");
        assertThat(post("/foreign/repositories", "name", "shop/web", "tags", ""))
            .hasRedirectedUrl("/foreign/repositories/shop~web/push-commands");
        assertThat(body("/foreign/repositories/shop~web/push-commands"))
            .contains("--region us-east-1 --endpoint-url " + foreign.url())
            .doesNotContain("AWS_ACCESS_KEY_ID=sandbox");
        assertThat(post("/foreign/task-definitions", "view", "json", "json", """
                {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
                 "memory": "512", "containerDefinitions": [{"name": "web", "image": "nginx"}]}""", "base",
                base(body("/foreign/task-definitions/new"))))
            .hasRedirectedUrl("/foreign/task-definitions/web/1");
        assertThat(post("/foreign/clusters/shop/services", "cluster", "shop", "name", "api", "taskDefinition", "web:1",
                "launch", "FARGATE", "count", "1", "subnets", foreign.subnet(), "publicAddress", "true"))
            .hasRedirectedUrl("/foreign/clusters/shop/services/api");
        assertThat(foreign.ecs().describeServices((request) -> request.cluster("shop").services("api")).services())
            .singleElement()
            .satisfies((service) -> assertThat(service.desiredCount()).isEqualTo(1));
        assertThat(foreign.client(EcrClient.builder()).describeRepositories().repositories()).hasSize(1);
        assertThat(this.ledger.standing()).extracting((entry) -> entry.resource().kind())
            .containsExactlyInAnyOrder("cluster", "repository", "task-definition", "service");
        assertThat(this.ledger.standing()).allSatisfy((entry) -> {
            assertThat(entry.getConnection()).isEqualTo("foreign");
            assertThat(entry.getRegion()).isEqualTo("us-east-1");
            assertThat(entry.getPerson()).isEqualTo("ada");
        });
        assertThat(body("/sandbox/clusters")).contains("There is no cluster yet");
        assertThat(body("/activity")).contains("foreign", "create-service", "--endpoint-url");
    }

    @Test
    void oneArnOnTwoConnectionsIsTwoThings() {
        cluster("sandbox", "demo");
        cluster("foreign", "demo");
        assertThat(this.ledger.standing()).extracting(LedgerEntry::getConnection)
            .containsExactlyInAnyOrder("sandbox", "foreign");
        assertThat(body("/cleanup")).contains("/sandbox/clusters/demo", "/foreign/clusters/demo");
        assertThat(post("/foreign/clusters/demo/deletions", "confirmation", "demo"))
            .hasRedirectedUrl("/foreign/clusters");
        assertThat(this.ledger.standing()).singleElement()
            .satisfies((entry) -> assertThat(entry.getConnection()).isEqualTo("sandbox"));
        assertThat(body("/sandbox/clusters/demo")).contains("Active");
    }

    @Test
    void aMissingExecutionRoleIsOfferedMadeAndKnownToTheLedger() {
        withoutRole();
        assertThat(body("/foreign/task-definitions/new")).contains("Create ecsTaskExecutionRole");
        assertThat(body("/sandbox/task-definitions/new")).doesNotContain("Create ecsTaskExecutionRole");
        assertThat(post("/foreign/task-definitions/execution-roles", "family", "web", "launchType", "FARGATE", "base",
                base(body("/foreign/task-definitions/new"))))
            .hasStatusOk()
            .bodyText()
            .contains("ecsTaskExecutionRole stands, and is chosen below.");
        IamClient iam = foreign.client(IamClient.builder());
        assertThat(iam.getRole((request) -> request.roleName("ecsTaskExecutionRole")).role().tags())
            .anySatisfy((tag) -> assertThat(tag.key()).isEqualTo("shipshape:action"));
        assertThat(
                iam.listAttachedRolePolicies((request) -> request.roleName("ecsTaskExecutionRole")).attachedPolicies())
            .singleElement()
            .satisfies((policy) -> assertThat(policy.policyName()).isEqualTo("AmazonECSTaskExecutionRolePolicy"));
        assertThat(this.ledger.standing()).singleElement().satisfies((entry) -> {
            assertThat(entry.resource().kind()).isEqualTo("role");
            assertThat(entry.getConnection()).isEqualTo("foreign");
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aConnectionThatGoesDownBreaksNoPageAboutTheOthers(CapturedOutput output) {
        cluster("foreign", "shop");
        cluster("doomed", "wreck");
        assertThat(this.ledger.standing()).hasSize(2);
        doomed.close();
        this.connections.all().forEach(this.reads::changed);
        assertThat(body("/")).contains("Could not be read: AWS cannot be reached.", "foreign", "1 cluster");
        assertThat(body("/cleanup")).contains("/foreign/clusters/shop", "wreck");
        assertThat(post("/cleanup/sweeps")).hasRedirectedUrl("/cleanup/found");
        assertThat(body("/cleanup/found")).contains("Could not be looked into: AWS cannot be reached.");
        assertThat(body("/cleanup/plans/new")).contains("What stands on doomed in us-east-1: AWS cannot be reached.")
            .doesNotContain("What stands on foreign");
        assertThat(body("/activity")).contains("shop", "wreck");
        assertThat(body("/foreign/clusters")).contains("shop");
        assertThat(this.mvc.get().uri("/doomed/clusters")).hasStatus(HttpStatus.BAD_GATEWAY)
            .bodyText()
            .contains("AWS cannot be reached.", "Nothing answers where this connection leads.", "/foreign/clusters");
        assertThat(cluster("doomed", "more")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("AWS cannot be reached.", "value=\"more\"");
        assertThat(body("/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
        assertThat(output).doesNotContain("\tat ");
    }

    @Test
    void readinessIsGoneWithTheSandbox() {
        this.sandbox.stop();
        try {
            assertThat(this.mvc.get().uri("/actuator/health/readiness")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .bodyText()
                .isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(this.mvc.get().uri("/actuator/health/liveness")).hasStatusOk();
        }
        finally {
            this.sandbox.start();
        }
    }

    private static void withoutRole() {
        IamClient iam = foreign.client(IamClient.builder());
        iam.listAttachedRolePolicies((request) -> request.roleName("ecsTaskExecutionRole"))
            .attachedPolicies()
            .forEach((policy) -> iam
                .detachRolePolicy((request) -> request.roleName("ecsTaskExecutionRole").policyArn(policy.policyArn())));
        iam.deleteRole((request) -> request.roleName("ecsTaskExecutionRole"));
    }

    private static String base(String page) {
        Matcher matcher = BASE.matcher(page);
        assertThat(matcher.find()).isTrue();
        return HtmlUtils.htmlUnescape(matcher.group(1));
    }

    private MvcTestResult cluster(String connection, String name) {
        return post("/" + connection + "/clusters", "name", name, "provider", "FARGATE", "tags", "");
    }

    private MvcTestResult post(String address, String... form) {
        var request = this.mvc.post().uri(address).with(csrf());
        for (int field = 0; field < form.length; field += 2) {
            request.param(form[field], form[field + 1]);
        }
        return request.exchange();
    }

    private String body(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
