package dev.shipshape.cleanup.plans;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.DataDirectory;
import dev.shipshape.FaultyEndpoint;
import dev.shipshape.SandboxControl;
import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A console whose calls to its sandbox pass a proxy that notes them and does to them what
 * AWS does on bad days. The test moves the clock and starts the rounds.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant",
        "shipshape.settle-every=1h", "shipshape.cleanup.tick=1h", "shipshape.cleanup.expire-every=1h" })
@AutoConfigureMockMvc
@DataDirectory
abstract class FaultsTest {

    static final Scope SANDBOX = Scope.of(Connection.SANDBOX, null, null).found();

    private static final RequestPostProcessor ADA = SecurityMockMvcRequestPostProcessors
        .authentication(new TestingAuthenticationToken("ada", null, "ROLE_OPERATOR"));

    private static final String PROXY = "proxy";

    @Autowired
    Workplace workplace;

    @Autowired
    AwsClients clients;

    @Autowired
    Plans plans;

    @Autowired
    Runs runs;

    @Autowired
    ResourceLedger ledger;

    @Autowired
    Acting acting;

    @Autowired
    TestClock clock;

    @Autowired
    private Connections connections;

    @Autowired
    private SharedReads reads;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private MockMvcTester mvc;

    FaultyEndpoint aws;

    /** What is done there is done by hand: it passes no proxy. */
    Connection byHand;

    SandboxControl control;

    @BeforeEach
    void begin() {
        this.byHand = this.connections.named(Connection.SANDBOX);
        URI sandbox = this.byHand.endpoint();
        this.control = SandboxControl.of(this.byHand);
        this.control.reset();
        for (String table : List.of("cleanup_step", "cleanup_plan", "ledger_entry", "action", "swept_region")) {
            this.database.update("delete from " + table);
        }
        this.clock.to(Instant.now());
        this.aws = FaultyEndpoint.before(() -> sandbox);
        this.environment.getPropertySources()
            .addFirst(new MapPropertySource(PROXY, Map.of("shipshape.localaws.url", this.aws.uri())));
        this.reads.changed(this.connections.named(Connection.SANDBOX));
    }

    @AfterEach
    void end() {
        this.environment.getPropertySources().remove(PROXY);
        this.aws.close();
    }

    /**
     * Makes a plan and confirms it, as grace; what was called until then is forgotten.
     */
    String confirmed(Scope scope) {
        String id = this.plans.make(scope);
        this.aws.forgetChanges();
        this.clock.advance(Duration.ofSeconds(20));
        this.acting.as(new Who("grace", null), () -> this.plans.run(id, this.plans.named(id).getConfirmation()));
        return id;
    }

    /** Rounds until the run is over, with 20 seconds between them. */
    void finish(String id) {
        for (int rounds = 0; this.plans.named(id).getState() == Plan.State.RUNNING; rounds++) {
            assertThat(rounds).as("the run comes to an end").isLessThan(200);
            this.runs.round(id);
            this.clock.advance(Duration.ofSeconds(20));
        }
    }

    Map<String, State> states(String id) {
        return this.plans.steps(id)
            .stream()
            .collect(Collectors.toMap((step) -> step.getKind() + " " + step.getName(), Step::getState));
    }

    String note(String id, String words) {
        return this.plans.steps(id)
            .stream()
            .filter((step) -> step.words().equals(words))
            .map((step) -> String.valueOf(step.getNote()))
            .findFirst()
            .orElseThrow();
    }

    /** The calls that changed something, in order; what is called often in a row once. */
    List<String> turns() {
        List<String> turns = new ArrayList<>();
        for (String change : this.aws.changes()) {
            if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(change)) {
                turns.add(change);
            }
        }
        return turns;
    }

    /** What a person reads. */
    String page(String address) {
        var answer = this.mvc.get().uri(address).with(ADA).exchange();
        assertThat(answer).hasStatusOk();
        return HtmlUtils.htmlUnescape(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    String planPage(String id) {
        return page("/cleanup/plans/" + id);
    }

    /** Types the plan's word; what a person reads then. */
    String confirm(String id, String word, int status) {
        var answer = this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .param("confirmation", word)
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())
            .exchange();
        assertThat(answer).hasStatus(status);
        return HtmlUtils.htmlUnescape(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    /** Presses "Try again what is not gone". */
    void tryAgain(String id) {
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus3xxRedirection();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(Instant.now());
        }

    }

}
