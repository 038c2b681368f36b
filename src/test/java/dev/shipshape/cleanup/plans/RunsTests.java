package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.DataDirectory;
import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Remover.Order;
import dev.shipshape.cost.Billable;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Plans and their runs over a fleet of resources that fail, dawdle and die as they are
 * told. The test moves the clock and starts the rounds.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.settle-every=1h", "shipshape.cleanup.tick=1h",
        "shipshape.cleanup.expire-every=1h", "shipshape.connections.silent.region=us-east-1",
        "shipshape.connections.silent.endpoint=http://127.0.0.1:1", "shipshape.connections.silent.profile=none" })
@AutoConfigureMockMvc
@DataDirectory
class RunsTests {

    private static final Scope EVERYTHING = Scope.of(null, null, null);

    private static final RequestPostProcessor ADA = SecurityMockMvcRequestPostProcessors
        .authentication(new TestingAuthenticationToken("ada", null, "ROLE_OPERATOR"));

    @Autowired
    Fleet fleet;

    @Autowired
    Plans plans;

    @Autowired
    Runs runs;

    @Autowired
    ResourceLedger ledger;

    @Autowired
    Connections connections;

    @Autowired
    Acting acting;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcTemplate database;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    MockMvcTester mvc;

    private Connection sandbox;

    @BeforeEach
    void empty() {
        this.fleet.clear();
        for (String table : List.of("cleanup_step", "cleanup_plan", "ledger_entry", "action", "swept_region")) {
            this.database.update("delete from " + table);
        }
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    private void demo() {
        this.acting.as(new Who("ada", null), () -> {
            this.fleet.made(this.sandbox, "fleet-role", "execution", "");
            this.fleet.made(this.sandbox, "fleet-definition", "web:1", "");
            this.fleet.made(this.sandbox, "fleet-cluster", "demo", "");
            this.fleet.made(this.sandbox, "fleet-task", "task1", "demo");
            this.fleet.made(this.sandbox, "fleet-service", "web", "demo");
        });
    }

    private String confirmed(Scope scope) {
        String id = this.plans.make(scope);
        this.acting.as(new Who("grace", null), () -> this.plans.run(id, this.plans.named(id).getConfirmation()));
        return id;
    }

    /** Rounds until the run is over, with time passing between them. */
    private void finish(String id) {
        for (int rounds = 0; this.plans.named(id).getState() == Plan.State.RUNNING; rounds++) {
            assertThat(rounds).as("the run comes to an end").isLessThan(200);
            this.runs.round(id);
            this.clock.advance(Duration.ofSeconds(20));
        }
    }

    private Map<String, State> states(String id) {
        return this.plans.steps(id).stream().collect(Collectors.toMap(Step::getName, Step::getState));
    }

    private MvcTestResult page(String id) {
        return this.mvc.get().uri("/cleanup/plans/" + id).with(ADA).exchange();
    }

    @Test
    void everythingGoesInAnOrderThatWorksAndTheReceiptSaysSo() {
        demo();
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(this.fleet.story).containsExactly("remove web", "gone web", "remove task1", "gone task1",
                "remove demo", "gone demo", "remove web:1", "gone web:1", "remove execution", "gone execution");
        assertThat(this.ledger.count()).isZero();
        assertThat(page(id)).hasStatusOk()
            .bodyText()
            .contains("RECEIPT", "Gone: 5", ">Nothing billable is left<", "in the name of grace");
        assertThat(this.database
            .queryForObject("select count(*) from action where verb = 'DELETE' and person = 'grace'", Integer.class))
            .isEqualTo(5);
    }

    @Test
    void aStepWaitsUntilWhatGoesFirstIsConfirmedGone() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        this.clock.advance(Duration.ofSeconds(60));
        this.runs.round(id);
        assertThat(this.fleet.story).containsExactly("remove web");
        assertThat(states(id)).containsEntry("web", State.BEGUN).containsEntry("demo", State.WAITING);
        assertThat(page(id)).bodyText().contains("Deleting", "After service web.", "Stop after the current step");
        this.fleet.slow.clear();
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
    }

    @Test
    void oneFailureLeavesTheIndependentGoOnAndIsTriedAgain() {
        demo();
        this.acting.as(new Who("ada", null), () -> {
            this.fleet.made(this.sandbox, "fleet-cluster", "second", "");
            this.fleet.made(this.sandbox, "fleet-task", "task2", "second");
        });
        this.fleet.refusals.put("web",
                new ArrayList<>(List.of(Fleet.problem(HttpStatus.UNPROCESSABLE_CONTENT, "AccessDeniedException"))));
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id)).containsEntry("web", State.FAILED)
            .containsEntry("demo", State.BLOCKED)
            .containsEntry("task2", State.DONE)
            .containsEntry("second", State.DONE);
        assertThat(page(id)).bodyText()
            .contains("AccessDeniedException", "Still there: service web", "Try again what is not gone",
                    "Not all was confirmed gone")
            .doesNotContain("Nothing billable is left");
        assertThat(this.mvc.get().uri("/cleanup").with(ADA)).bodyText().contains("Stuck", "AccessDeniedException");
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus3xxRedirection();
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(this.fleet.story.stream().filter("remove task2"::equals)).as("only what failed").hasSize(1);
    }

    @Test
    void whatIsNotYetPossibleIsTriedAgain() {
        demo();
        Problem notYet = Fleet.problem(HttpStatus.UNPROCESSABLE_CONTENT, "UpdateInProgressException");
        Problem noAnswer = Fleet.problem(HttpStatus.BAD_GATEWAY, "ServerException");
        this.fleet.refusals.put("demo", new ArrayList<>(List.of(notYet, noAnswer, notYet)));
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
    }

    @Test
    void tryingAgainHasAnEnd() {
        demo();
        List<Problem> forever = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            forever.add(Fleet.problem(HttpStatus.BAD_GATEWAY, "ServerException"));
        }
        this.fleet.refusals.put("demo", forever);
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id)).containsEntry("demo", State.FAILED).containsEntry("web:1", State.DONE);
        assertThat(forever).hasSizeGreaterThan(80);
    }

    @Test
    void whatAwsNeverFinishesFailsAfterFifteenMinutes() {
        demo();
        this.fleet.slow.add("demo");
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id)).containsEntry("demo", State.FAILED);
        assertThat(page(id)).bodyText().contains("has not finished it within 15 minutes");
    }

    @Test
    void aRunGoesOnInTheNextProcessAfterADeathInTheMiddle() {
        demo();
        this.fleet.deadly.add("task1");
        String id = confirmed(EVERYTHING);
        assertThatExceptionOfType(Throwable.class).isThrownBy(() -> this.runs.round(id));
        assertThat(states(id)).containsEntry("web", State.DONE).containsEntry("task1", State.BEGUN);
        Runs next = this.beans.createBean(Runs.class);
        try {
            next.tick();
            assertThat(next.isBusy()).as("the dead process's lease has not run out").isFalse();
            this.clock.advance(Duration.ofSeconds(11));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (this.plans.named(id).getState() == Plan.State.RUNNING && System.nanoTime() < deadline) {
                next.tick();
                Thread.onSpinWait();
            }
        }
        finally {
            next.close();
        }
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(this.fleet.story.stream().filter("remove web"::equals)).hasSize(1);
    }

    @Test
    void twoCopiesNeverRunOnePlan() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        Runs other = this.beans.createBean(Runs.class);
        try {
            this.clock.advance(Duration.ofSeconds(5));
            this.fleet.slow.clear();
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> other.round(id));
            assertThat(states(id)).containsEntry("web", State.BEGUN);
        }
        finally {
            other.close();
        }
    }

    @Test
    void aNewcomerThatTookTheNameIsNotTouched() {
        demo();
        String id = this.plans.make(EVERYTHING);
        Resource old = this.ledger.standing()
            .stream()
            .map((entry) -> entry.resource())
            .filter((resource) -> resource.name().equals("web"))
            .findFirst()
            .orElseThrow();
        this.fleet.replace(old, Instant.parse("2026-11-23T09:59:00Z"));
        this.plans.run(id, "Remove Everything ");
        finish(id);
        assertThat(this.fleet.stands("web")).isTrue();
        assertThat(this.fleet.story).doesNotContain("remove web");
        assertThat(states(id)).containsEntry("web", State.DONE);
        assertThat(this.plans.named(id).getClearAt()).isNotNull();
    }

    @Test
    void cancellingBeginsNothingNewAndWatchesWhatWasBegun() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/cancellations")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus3xxRedirection();
        this.fleet.slow.clear();
        this.clock.advance(Duration.ofSeconds(60));
        finish(id);
        assertThat(states(id)).containsEntry("web", State.DONE).containsEntry("demo", State.CANCELLED);
        assertThat(this.plans.named(id).getClearAt()).isNull();
        assertThat(page(id)).bodyText().contains("The run was cancelled before its turn.");
    }

    @Test
    void whatWasMadeByHandInAClusterIsFoundAndGoesWithIt() {
        demo();
        this.fleet.byHand("fleet-task", "stranger", "demo");
        assertThat(this.mvc.get().uri("/cleanup/found").with(ADA)).bodyText().contains("stranger", "found");
        String id = this.plans.make(Scope.of("sandbox", "demo", null));
        assertThat(page(id)).bodyText()
            .contains("stranger", "made by hand", "2 resources that await clean-up: outside")
            .doesNotContain("execution");
        this.plans.run(id, "demo");
        finish(id);
        assertThat(this.fleet.stands("stranger")).isFalse();
        assertThat(this.fleet.stands("execution")).isTrue();
    }

    @Test
    void whatIsChosenAloneGoes() {
        demo();
        String entry = this.ledger.standing()
            .stream()
            .filter((known) -> known.resource().name().equals("task1"))
            .findFirst()
            .orElseThrow()
            .getId();
        String id = this.plans.make(Scope.of(null, null, List.of(entry)));
        assertThat(this.plans.named(id).getConfirmation()).isEqualTo("task1");
        this.plans.run(id, "task1");
        finish(id);
        assertThat(this.fleet.story).containsExactly("remove task1", "gone task1");
        assertThat(page(id)).bodyText().contains(">Nothing billable is left of the task task1 on sandbox<");
    }

    @Test
    void aReceiptSaysOfWhatNothingBillableIsLeft() {
        demo();
        String cluster = confirmed(Scope.of("sandbox", "demo", null));
        finish(cluster);
        assertThat(page(cluster)).bodyText().contains(">Nothing billable is left of the cluster demo on sandbox<");
        String connection = confirmed(Scope.of("sandbox", null, null));
        finish(connection);
        assertThat(page(connection)).bodyText().contains(">Nothing billable is left on sandbox<");
    }

    @Test
    void pricesThatHaveNoDateAreSaidToHaveNone() {
        demo();
        this.database.update("update ledger_entry set facts = ? where name = 'task1'",
                Resource.written(Billable.fargate("us-east-1", 256, 512, "ARM64", false, false, 1).facts()));
        assertThat(this.mvc.get().uri("/cleanup").with(ADA)).bodyText()
            .contains("prices of unknown date")
            .doesNotContain("undated");
    }

    @Test
    void aConnectionThatCannotBeAskedIsNamedAndBreaksNothing() {
        demo();
        this.fleet.made(this.connections.named("silent"), "fleet-cluster", "far", "");
        this.fleet.byHand("fleet-task", "stranger", "demo");
        assertThat(this.mvc.get().uri("/cleanup/found").with(ADA)).hasStatusOk()
            .bodyText()
            .contains("Could not be asked: silent", "stranger");
        String id = confirmed(EVERYTHING);
        assertThat(page(id)).bodyText().contains("What was made by hand on silent");
        finish(id);
        assertThat(this.plans.named(id).getClearAt()).as("all that is known is gone").isNotNull();
    }

    @Test
    void aWrongConfirmationKeepsWhatWasTyped() {
        demo();
        String id = this.plans.make(EVERYTHING);
        assertThat(page(id)).bodyText().contains("remove everything", "frees $0.0173/h", "Not confirmed");
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .param("confirmation", "remove evrything")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus(422)
            .bodyText()
            .contains("value=\"remove evrything\"", "to confirm");
        assertThat(this.plans.named(id).getState()).isEqualTo(Plan.State.PLANNED);
        assertThat(this.fleet.story).isEmpty();
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        demo();
        String id = this.plans.make(EVERYTHING);
        RequestPostProcessor viewer = SecurityMockMvcRequestPostProcessors
            .authentication(new TestingAuthenticationToken("vera", null, "ROLE_VIEWER"));
        assertThat(this.mvc.get().uri("/cleanup/plans/" + id).with(viewer)).hasStatusOk()
            .bodyText()
            .doesNotContain("name=\"confirmation\"");
        assertThat(this.mvc.get().uri("/cleanup").with(viewer)).hasStatusOk()
            .bodyText()
            .contains("demo")
            .doesNotContain("Plan to remove", "Nothing here fits the filter");
        assertThat(this.mvc.get().uri("/cleanup?q=nowhere").with(viewer)).bodyText()
            .contains("Nothing here fits the filter");
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .param("confirmation", "remove everything")
            .with(viewer)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus(403);
    }

    @Test
    void nothingIsClearWhileSomethingBillableIsLeft() {
        demo();
        String id = confirmed(EVERYTHING);
        this.acting.as(new Who("ada", null), () -> this.fleet.made(this.sandbox, "fleet-task", "late", "demo"));
        this.fleet.slow.add("late");
        finish(id);
        assertThat(page(id)).bodyText().contains("task late on sandbox").doesNotContain("Nothing billable is left");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Harbour {

        @Bean
        Fleet fleet(@Lazy ActionLog actions) {
            return new Fleet(actions);
        }

        @Bean
        Remover fleetServices(Fleet fleet) {
            return fleet.kind("fleet-service", Order.SERVICE);
        }

        @Bean
        Remover fleetTasks(Fleet fleet) {
            return fleet.kind("fleet-task", Order.TASK);
        }

        @Bean
        Remover fleetClusters(Fleet fleet) {
            return fleet.kind("fleet-cluster", Order.CLUSTER);
        }

        @Bean
        Remover fleetDefinitions(Fleet fleet) {
            return fleet.kind("fleet-definition", Order.TASK_DEFINITION);
        }

        @Bean
        Remover fleetRoles(Fleet fleet) {
            return fleet.kind("fleet-role", Order.ROLE);
        }

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(Instant.parse("2026-11-23T10:00:00Z"));
        }

    }

}
