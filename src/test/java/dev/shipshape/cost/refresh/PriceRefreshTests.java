package dev.shipshape.cost.refresh;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.shipshape.DataDirectory;
import dev.shipshape.FaultyEndpoint;
import dev.shipshape.FaultyEndpoint.Fault;
import dev.shipshape.accounts.People;
import dev.shipshape.accounts.Role;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Meter;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import dev.shipshape.cost.Usage;
import dev.shipshape.cost.book.PriceBook;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Prices that AWS tells, and what happens where it does not. */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant",
        "shipshape.settle-every=1h", "shipshape.cleanup.sweep-every=1h", "shipshape.call-timeout=5s",
        "shipshape.prices-every=1h", "shipshape.connections.prod.region=eu-west-1" })
@AutoConfigureMockMvc
@DataDirectory
@DirtiesContext // nobody else wants a console with this connection
@WithMockUser(username = "ada", roles = "ADMIN")
class PriceRefreshTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final FaultyEndpoint line = FaultyEndpoint.before(() -> URI.create(aws.url()));

    private static final Fault DENIED = (call) -> call.answer(400,
            "{\"__type\":\"AccessDeniedException\",\"message\":\"User is not authorized to perform: pricing:GetProducts\"}");

    private static final Fault WRONG = (call) -> call.answer(400,
            "{\"__type\":\"InvalidParameterException\",\"message\":\"No such filter.\"}");

    @Autowired
    private PriceRefresh refresh;

    @Autowired
    private Prices prices;

    @Autowired
    private PriceBook book;

    @Autowired
    private Meter meter;

    @Autowired
    private People people;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JdbcTemplate database;

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        settings.add("shipshape.connections.prod.endpoint", () -> line.uri().toString());
    }

    @AfterAll
    static void leave() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        line.close();
    }

    @BeforeEach
    void forget() {
        line.reset();
        for (String table : List.of("price", "price_refresh", "usage_span", "usage_look", "person")) {
            this.database.execute("delete from " + table);
        }
        this.people.add("ada", "correct horse", Role.ADMIN);
        this.book.reload();
    }

    @Test
    void whatAwsTellsWinsAndHasADate() {
        assertThat(arm().age()).isEqualTo("of unknown date");
        assertThat(this.prices.of(Billable.loadBalancer("eu-west-1")).known()).isFalse();
        this.refresh.refresh();
        assertThat(arm().perHour()).isEqualByComparingTo("0.03594");
        assertThat(arm().age()).isEqualTo("of 2026-09-11");
        assertThat(this.prices.of(Billable.loadBalancer("eu-west-1")).perHour()).isEqualByComparingTo("0.0252");
        assertThat(this.prices.of(Billable.fargate("eu-west-1", 256, 512, "X86_64", false, true, 1)).unknown())
            .isZero();
        assertThat(this.refresh.last()).singleElement().satisfies((asked) -> {
            assertThat(asked.getConnection()).isEqualTo("prod");
            assertThat(asked.getRegion()).isEqualTo("eu-west-1");
            assertThat(asked.getTold()).isEqualTo(10);
            assertThat(asked.getProblem()).isNull();
        });
    }

    @Test
    void regionsAndInstancesThatAreUsedAreAskedFor() {
        look("eu-west-2", "t3.micro");
        assertThat(this.prices.of(Billable.ec2("eu-west-2", "t3.micro")).known()).isFalse();
        this.refresh.refresh();
        assertThat(this.prices.of(Billable.ec2("eu-west-2", "t3.micro")).perHour()).isEqualByComparingTo("0.0118");
        assertThat(this.prices.of(Billable.ec2("eu-west-2", "m5.large")).known()).isFalse();
        assertThat(this.refresh.last()).extracting(Asked::getRegion).containsExactly("eu-west-1", "eu-west-2");
    }

    @Test
    void aConnectionThatMayNotAskIsNoErrorAndTheTableStays() {
        Fault[] denied = new Fault[30];
        Arrays.fill(denied, DENIED);
        line.next("GetProducts", denied);
        assertThat(this.mvc.post().uri("/settings/prices/refreshes").with(csrf())).hasRedirectedUrl("/settings/prices")
            .flash()
            .containsEntry("message", "AWS told 0 prices. Not all could be asked for: prod in eu-west-1.");
        assertThat(line.calls("GetProducts")).isOne();
        assertThat(arm().perHour()).isEqualByComparingTo("0.03594");
        assertThat(this.mvc.get().uri("/settings/prices")).bodyText()
            .contains("This connection may not ask", "That is no error", "the project's table", "date unknown");
    }

    @Test
    void whatGoesWrongWithOneQuestionDoesNotKeepTheOthers() {
        line.next("GetProducts", WRONG);
        this.refresh.refresh();
        assertThat(this.refresh.last()).singleElement().satisfies((asked) -> {
            assertThat(asked.getTold()).isEqualTo(5);
            assertThat(asked.getProblem()).contains("No such filter.");
            assertThat(asked.isDenied()).isFalse();
        });
        assertThat(this.mvc.get().uri("/settings/prices")).bodyText()
            .contains("No such filter.", "AWS, told", "used on prod", "used on sandbox");
    }

    @Test
    void daysApartAreAskedForOnce() {
        this.refresh.refreshDaily();
        int calls = line.calls("GetProducts");
        assertThat(calls).isEqualTo(6);
        this.refresh.refreshDaily();
        assertThat(line.calls("GetProducts")).isEqualTo(calls);
        this.database.execute("update price_refresh set asked_at = asked_at - interval '25' hour");
        this.refresh.refreshDaily();
        assertThat(line.calls("GetProducts")).isEqualTo(2 * calls);
    }

    private Price arm() {
        return this.prices.of(Billable.fargate("eu-west-1", 1024, 1024, "ARM64", false, false, 1));
    }

    private void look(String region, String instanceType) {
        this.meter
            .observe(
                    "prod", region, List.of(new Usage("instance", "i-1", null, "arn:i-1", Instant.now(), null, "ada",
                            null, null, null, Billable.ec2(region, instanceType).facts())),
                    Set.of("instance"), Instant.now());
    }

}
