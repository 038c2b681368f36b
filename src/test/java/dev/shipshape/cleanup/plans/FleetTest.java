package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.DataDirectory;
import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Remover.Order;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.localaws.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A console with a fleet of resources that fail, dawdle and die as they are told. The
 * test moves the clock and starts the rounds.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.settle-every=1h", "shipshape.cleanup.tick=1h",
        "shipshape.cleanup.expire-every=1h" })
@AutoConfigureMockMvc
@DataDirectory
abstract class FleetTest {

    static final Scope EVERYTHING = Scope.of(null, null, null);

    static final RequestPostProcessor ADA = SecurityMockMvcRequestPostProcessors
        .authentication(new TestingAuthenticationToken("ada", null, "ROLE_OPERATOR"));

    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

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

    Connection sandbox;

    @BeforeEach
    void empty() {
        this.fleet.clear();
        for (String table : List.of("cleanup_step", "cleanup_plan", "ledger_entry", "action", "swept_region")) {
            this.database.update("delete from " + table);
        }
        this.clock.to(START);
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    void demo() {
        this.acting.as(new Who("ada", null), () -> {
            this.fleet.made(this.sandbox, "fleet-role", "execution", "");
            this.fleet.made(this.sandbox, "fleet-definition", "web:1", "");
            this.fleet.made(this.sandbox, "fleet-cluster", "demo", "");
            this.fleet.made(this.sandbox, "fleet-task", "task1", "demo");
            this.fleet.made(this.sandbox, "fleet-service", "web", "demo");
        });
    }

    String confirmed(Scope scope) {
        String id = this.plans.make(scope);
        this.acting.as(new Who("grace", null), () -> this.plans.run(id, this.plans.named(id).getConfirmation()));
        return id;
    }

    /** Rounds until the run is over, with time passing between them. */
    void finish(String id) {
        for (int rounds = 0; this.plans.named(id).getState() == Plan.State.RUNNING; rounds++) {
            assertThat(rounds).as("the run comes to an end").isLessThan(200);
            this.runs.round(id);
            this.clock.advance(Duration.ofSeconds(20));
        }
    }

    Map<String, State> states(String id) {
        return this.plans.steps(id).stream().collect(Collectors.toMap(Step::getName, Step::getState));
    }

    Resource named(String name) {
        return entry(name).resource();
    }

    LedgerEntry entry(String name) {
        return this.ledger.standing()
            .stream()
            .filter((entry) -> entry.resource().name().equals(name))
            .findFirst()
            .orElseThrow();
    }

    MvcTestResult page(String id) {
        return this.mvc.get().uri("/cleanup/plans/" + id).with(ADA).exchange();
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
        Stoppable stoppableServices(Fleet fleet) {
            return fleet.stoppable("fleet-service");
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
        Announced automatic(Fleet fleet) {
            return (entry) -> fleet.automatic.contains(entry.resource().name());
        }

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(START);
        }

    }

}
