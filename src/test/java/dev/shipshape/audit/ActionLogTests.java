package dev.shipshape.audit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.shipshape.DataDirectory;
import dev.shipshape.FaultyEndpoint;
import dev.shipshape.FaultyEndpoint.Fault;
import dev.shipshape.audit.Action.Result;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The action log, the ledger and settling against a real endpoint whose line is bad. The
 * clock stands still, so that leases run out when a test says so.
 */
@SpringBootTest(
        properties = { "shipshape.localaws.enabled=false", "shipshape.settle-every=1h", "shipshape.call-timeout=5s" })
@DataDirectory
class ActionLogTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final FaultyEndpoint line = FaultyEndpoint.before(() -> URI.create(aws.url()));

    @Autowired
    TrialClusters clusters;

    @Autowired
    ActionLog log;

    @Autowired
    ActionRepository actions;

    @Autowired
    LedgerRepository entries;

    @Autowired
    ResourceLedger ledger;

    @Autowired
    Settling settling;

    @Autowired
    Connections connections;

    @Autowired
    Acting acting;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcTemplate database;

    @Autowired
    AwsClients clients;

    @Autowired
    SharedReads reads;

    @Autowired
    TransactionTemplate transaction;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        registry.add("shipshape.connections.faulty.region", () -> "us-east-1");
        registry.add("shipshape.connections.faulty.endpoint", line::uri);
        registry.add("shipshape.connections.other.region", () -> "us-east-1");
        registry.add("shipshape.connections.other.endpoint", line::uri);
    }

    @AfterAll
    static void closeLine() {
        line.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @BeforeEach
    void empty() {
        line.reset();
        this.database.update("delete from ledger_entry");
        this.database.update("delete from action");
    }

    private Connection faulty() {
        return this.connections.named("faulty");
    }

    private Action only() {
        List<Action> all = this.actions.findAll();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void waitForLeases() {
        this.clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void theIntentIsCommittedBeforeAwsIsAsked() {
        AtomicReference<Result> during = new AtomicReference<>();
        line.next("CreateCluster", Fault.meanwhile(() -> during.set(only().getOutcome())));
        this.acting.as(new Who("ada", "ecs-101"), () -> this.clusters.create(faulty(), "demo"));
        assertThat(during.get()).isEqualTo(Result.OPEN);
        Action action = only();
        assertThat(action.getOutcome()).isEqualTo(Result.SUCCEEDED);
        assertThat(action.getPerson()).isEqualTo("ada");
        assertThat(action.getLab()).isEqualTo("ecs-101");
        assertThat(action.getRequestId()).isNotBlank();
        assertThat(action.getCommand()).startsWith("aws ecs create-cluster --cluster-name demo");
        assertThat(this.ledger.standing()).singleElement().satisfies((entry) -> {
            assertThat(entry.getActionId()).isEqualTo(action.getId());
            assertThat(entry.resource().name()).isEqualTo("demo");
        });
    }

    @Test
    void outcomeAndLedgerAreWrittenTogetherOrNotAtAll() {
        String tooLong = "n".repeat(700);
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> this.log.run(Change.of(faulty(), Verb.CREATE, TrialClusters.KIND, "demo"),
                    () -> Outcome.of("made")
                        .made(Resource.of(TrialClusters.KIND, "demo", null, "arn:one", null))
                        .made(Resource.of(TrialClusters.KIND, tooLong, null, "arn:two", null))))
            .satisfies((problem) -> assertThat(problem.what()).contains("AWS did this"));
        assertThat(only().getOutcome()).isEqualTo(Result.OPEN);
        assertThat(this.ledger.count()).isZero();
    }

    @Test
    void aRefusalIsAFailureWithAwssCodeAndRequestId() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.create(faulty(), "not a name"));
        Action action = only();
        assertThat(action.getOutcome()).isEqualTo(Result.FAILED);
        assertThat(action.getErrorCode()).isEqualTo("InvalidParameterException");
        assertThat(action.getRequestId()).isNotBlank();
        assertThat(action.getNote()).isNotBlank();
        assertThat(this.ledger.count()).isZero();
    }

    @Test
    void aLostReplyIsUnknownUntilAwsIsAskedWhatStands() {
        line.next("CreateCluster", Fault.REPLY_LOST, Fault.REPLY_LOST, Fault.REPLY_LOST, Fault.REPLY_LOST);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.create(faulty(), "demo"));
        assertThat(only().getOutcome()).isEqualTo(Result.UNKNOWN);
        assertThat(this.ledger.count()).isZero();
        this.settling.settle();
        assertThat(only().getOutcome()).as("the lease has not run out").isEqualTo(Result.UNKNOWN);
        waitForLeases();
        this.settling.settle();
        assertThat(only().getOutcome()).isEqualTo(Result.SUCCEEDED);
        assertThat(this.ledger.standing()).singleElement()
            .satisfies((entry) -> assertThat(entry.resource().name()).isEqualTo("demo"));
        this.settling.settle();
        assertThat(this.ledger.count()).isOne();
    }

    @Test
    void aCallThatNeverArrivedIsSettledAsNotDone() {
        line.next("CreateCluster", Fault.LINE_CUT, Fault.LINE_CUT, Fault.LINE_CUT, Fault.LINE_CUT);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.create(faulty(), "demo"));
        assertThat(only().getOutcome()).isEqualTo(Result.UNKNOWN);
        waitForLeases();
        this.settling.settle();
        assertThat(only().getOutcome()).isEqualTo(Result.FAILED);
        assertThat(this.ledger.count()).isZero();
    }

    @Test
    void anAnswer500AfterTheDeedIsUnknownAndSettled() {
        line.next("CreateCluster", Fault.DONE_BUT_500, Fault.DONE_BUT_500, Fault.DONE_BUT_500, Fault.DONE_BUT_500);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.create(faulty(), "demo"));
        assertThat(only().getOutcome()).isEqualTo(Result.UNKNOWN);
        assertThat(only().getRequestId()).isEqualTo("faulty-500");
        waitForLeases();
        this.settling.settle();
        assertThat(only().getOutcome()).isEqualTo(Result.SUCCEEDED);
    }

    @Test
    void aRefusalAfterAnAttemptWhoseReplyWasLostIsNotTakenForAFailure() {
        Cluster made = new Cluster(this.clusters.create(faulty(), "demo").clusterArn());
        this.database.update("delete from ledger_entry");
        this.database.update("delete from action");
        line.next("DeleteCluster", Fault.REPLY_LOST, (call) -> call.answer(400,
                "{\"__type\":\"ClusterNotFoundException\",\"message\":\"Cluster not found.\"}"));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.delete(faulty(), "demo", made.arn()));
        assertThat(only().getOutcome()).isEqualTo(Result.UNKNOWN);
        waitForLeases();
        this.settling.settle();
        assertThat(only().getOutcome()).isEqualTo(Result.SUCCEEDED);
    }

    @Test
    void throttledAttemptsFollowedByARefusalAreAFailure() {
        line.next("CreateCluster", Fault.THROTTLED);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.create(faulty(), "not a name"));
        assertThat(only().getOutcome()).isEqualTo(Result.FAILED);
        assertThat(line.calls("CreateCluster")).isEqualTo(2);
    }

    @Test
    void aFailedLookAfterTheDeedLeavesTheOutcomeUnknown() {
        line.next("DescribeClusters", Fault.LINE_CUT, Fault.LINE_CUT, Fault.LINE_CUT, Fault.LINE_CUT);
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> this.log.run(Change.of(faulty(), Verb.UPDATE, TrialClusters.KIND, "demo"), () -> {
                this.clusters.ecs(faulty()).createCluster((request) -> request.clusterName("demo"));
                return Outcome.of(this.reads
                    .fresh(() -> this.clusters.ecs(faulty()).describeClusters((request) -> request.clusters("demo"))));
            }));
        assertThat(only().getOutcome()).isEqualTo(Result.UNKNOWN);
        waitForLeases();
        this.settling.settle();
        assertThat(only().getOutcome()).isEqualTo(Result.UNSETTLED);
    }

    @Test
    void withoutAWrittenIntentNoCallIsMade() {
        this.database.execute("alter table action add constraint closed check (person <> 'nobody')");
        try {
            assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> this.acting.as(new Who("nobody", null), () -> this.clusters.create(faulty(), "demo")))
                .satisfies((problem) -> assertThat(problem.what()).contains("AWS was not asked"));
        }
        finally {
            this.database.execute("alter table action drop constraint closed");
        }
        assertThat(line.calls("CreateCluster")).isZero();
        assertThat(this.actions.count()).isZero();
    }

    @Test
    void aNameThatAwsWouldRefuseForItsLengthIsStillWrittenDown() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.clusters.create(faulty(), "n".repeat(5000)));
        assertThat(only().getOutcome()).isEqualTo(Result.FAILED);
        assertThat(only().getResource()).hasSize(600);
    }

    @Test
    void twoCopiesNeverSettleOneAction() {
        AtomicInteger asked = new AtomicInteger();
        openIntent("demo");
        Settling[] copies = new Settling[1];
        ResourceKind kind = counting(asked, () -> copies[0].settle());
        copies[0] = copy(kind);
        copy(kind).settle();
        assertThat(asked).hasValue(1);
        assertThat(only().getOutcome()).isEqualTo(Result.FAILED);
    }

    @Test
    void anAnswerThatComesLateBeatsWhatSettlingSaw() {
        String id = openIntent("demo");
        copy(counting(new AtomicInteger(),
                () -> this.database.update("update action set outcome = 'SUCCEEDED' where id = ?", id)))
            .settle();
        assertThat(only().getOutcome()).isEqualTo(Result.SUCCEEDED);
    }

    @Test
    void oneFaultyQuestionDoesNotKeepTheOthersFromBeingSettled() {
        openIntent("first");
        openIntent("second");
        AtomicInteger asked = new AtomicInteger();
        copy(counting(asked, () -> {
            if (asked.get() == 1) {
                throw new IllegalStateException("a fault of the room");
            }
        })).settle();
        assertThat(this.actions.findAll()).extracting(Action::getOutcome)
            .containsExactlyInAnyOrder(Result.OPEN, Result.FAILED);
    }

    @Test
    void aConnectionThatCannotBeAskedIsAskedOnceARound() {
        this.clusters.create(faulty(), "one");
        this.clusters.create(faulty(), "two");
        line.reset();
        Fault cut = Fault.LINE_CUT;
        line.next("DescribeClusters", cut, cut, cut, cut, cut, cut, cut, cut);
        this.settling.settle();
        assertThat(line.calls("DescribeClusters")).as("the attempts of one call").isLessThanOrEqualTo(4);
        assertThat(this.ledger.count()).isEqualTo(2);
    }

    @Test
    void whatIsDeletedElsewhereLeavesTheLedger() {
        this.clusters.create(faulty(), "demo");
        aws.ecs().deleteCluster((request) -> request.cluster("demo"));
        this.settling.settle();
        assertThat(this.ledger.count()).isZero();
    }

    @Test
    void oneArnOnTwoConnectionsIsTwoResources() {
        String arn = this.clusters.create(faulty(), "demo").clusterArn();
        this.clusters.create(this.connections.named("other"), "demo");
        this.ledger.gone(faulty(), arn, null);
        assertThat(this.ledger.standing()).singleElement()
            .satisfies((entry) -> assertThat(entry.getConnection()).isEqualTo("other"));
    }

    @Test
    void aNewcomerWithTheSameArnReplacesItsPredecessor() {
        this.clusters.create(faulty(), "demo");
        this.clusters.create(faulty(), "demo");
        List<LedgerEntry> standing = this.ledger.standing();
        assertThat(standing).hasSize(1);
        LedgerEntry old = this.entries.findAll()
            .stream()
            .filter((entry) -> entry.getState() == LedgerEntry.State.GONE)
            .findFirst()
            .orElseThrow();
        this.ledger.gone(old, "again");
        assertThat(this.ledger.count()).isOne();
    }

    @Test
    void partOfWhatWasAskedForMakesAsManyRowsAsThereAreResources() {
        this.log.run(Change.of(faulty(), Verb.RUN, "task", "web:1"),
                () -> Outcome.of(2)
                    .made(Resource.of("task", "a", "demo", "arn:a", Instant.EPOCH))
                    .made(Resource.of("task", "b", "demo", "arn:b", Instant.EPOCH))
                    .note("1 of 3 was not started: RESOURCE:MEMORY"));
        assertThat(this.ledger.count()).isEqualTo(2);
        assertThat(only().getOutcome()).isEqualTo(Result.SUCCEEDED);
        assertThat(only().getNote()).contains("1 of 3");
    }

    @Test
    void actingForSomeoneElseEndsWithThePersonBefore() {
        this.acting.as(new Who("ada", null), () -> {
            this.acting.as(new Who("grace", null), () -> assertThat(this.acting.current().person()).isEqualTo("grace"));
            assertThat(this.acting.current().person()).isEqualTo("ada");
        });
    }

    private String openIntent(String name) {
        Action action = Action.intend(Change.of(faulty(), Verb.CREATE, "counted", name), new Who("ada", null), null,
                this.clock.instant().minusSeconds(600), Duration.ofSeconds(25));
        this.actions.save(action);
        return action.getId();
    }

    private Settling copy(ResourceKind kind) {
        return new Settling(this.actions, this.ledger, this.connections, List.of(kind), this.reads, this.transaction,
                this.clock, this.clients);
    }

    private static ResourceKind counting(AtomicInteger asked, Runnable meanwhile) {
        return new ResourceKind() {
            @Override
            public String key() {
                return "counted";
            }

            @Override
            public List<Resource> madeBy(Connection connection, OpenAction action) {
                asked.incrementAndGet();
                meanwhile.run();
                return List.of();
            }

            @Override
            public boolean isGone(Connection connection, Resource resource) {
                return false;
            }
        };
    }

    private record Cluster(String arn) {
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Trial {

        @Bean
        TrialClusters trialClusters(AwsClients clients, @Lazy ActionLog actions) {
            return new TrialClusters(clients, actions);
        }

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(Instant.parse("2026-11-23T10:00:00Z"));
        }

    }

}
