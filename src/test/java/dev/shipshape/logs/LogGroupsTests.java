package dev.shipshape.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Settlement;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ConsoleTest
class LogGroupsTests {

    private static final String GROUP = "/ecs/demo";

    @Autowired
    private LogGroups groups;

    @Autowired
    private LogLines lines;

    @Autowired
    private LogGroupRemover remover;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private SharedReads reads;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void aLogGroupIsMadeAndInTheLedgerUntilItIsRemoved() {
        assertThat(this.groups.exists(this.sandbox, GROUP)).isFalse();
        LogGroup made = this.groups.create(this.sandbox, GROUP);
        assertThat(made.arn()).endsWith(":log-group:/ecs/demo");
        assertThat(this.groups.exists(this.sandbox, GROUP)).isTrue();
        assertThat(this.groups.exists(this.sandbox, "/ecs")).isFalse();
        Resource standing = this.ledger.standing().get(0).resource();
        assertThat(standing.arn()).isEqualTo(made.arn());
        assertThat(this.remover.isGone(this.sandbox, standing)).isFalse();
        this.remover.remove(this.sandbox, standing);
        assertThat(this.remover.isGone(this.sandbox, standing)).isTrue();
        assertThat(this.ledger.standing()).isEmpty();
        this.remover.remove(this.sandbox, standing);
    }

    @Test
    void aLogGroupThatWasMadeAgainIsNotTheOldOne() {
        LogGroup made = this.groups.create(this.sandbox, GROUP);
        Resource old = new Resource(LogGroups.KIND, GROUP, null, made.arn(), Instant.parse("2020-01-01T00:00:00Z"),
                Map.of());
        assertThat(this.remover.isGone(this.sandbox, old)).isTrue();
    }

    @Test
    void anOpenCreationIsSettledByItsTag() {
        OpenAction open = new OpenAction("an-action", Verb.CREATE, LogGroups.KIND, GROUP, null, null, "",
                Instant.EPOCH);
        assertThat(this.remover.settle(this.sandbox, open).verdict()).isEqualTo(Settlement.Verdict.DID_NOT);
        logs().createLogGroup((request) -> request.logGroupName(GROUP).tags(Map.of(Change.TAG, "an-action")));
        assertThat(this.remover.settle(this.sandbox, open).made()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "two words", "a:b", "ümlaut" })
    void aWrongNameIsRefusedBesideItsField(String name) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.groups.create(this.sandbox, name))
            .satisfies((problem) -> assertThat(problem.field()).isEqualTo("logGroup"));
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void aTakenNameIsAProblemAndNothingOfOurs() {
        logs().createLogGroup((request) -> request.logGroupName(GROUP));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.groups.create(this.sandbox, GROUP))
            .satisfies((problem) -> assertThat(problem.code()).isEqualTo("ResourceAlreadyExistsException"));
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void whatAContainerWroteIsReadAndThenWhatItWroteSince() {
        String stream = LogLines.stream("app", "web", "0123456789abcdef");
        assertThat(this.lines.of(this.sandbox, GROUP, stream, null).state()).isEqualTo(LogTail.State.NO_GROUP);
        logs().createLogGroup((request) -> request.logGroupName(GROUP));
        this.reads.changed(this.sandbox);
        assertThat(this.lines.of(this.sandbox, GROUP, stream, null).state()).isEqualTo(LogTail.State.NO_STREAM);
        logs().createLogStream((request) -> request.logGroupName(GROUP).logStreamName(stream));
        write(stream, "first", "second");
        this.reads.changed(this.sandbox);
        LogTail tail = this.lines.of(this.sandbox, GROUP, stream, null);
        assertThat(tail.lines()).extracting(LogLine::text).containsExactly("first", "second");
        write(stream, "third");
        assertThat(this.lines.of(this.sandbox, GROUP, stream, tail.nextToken()).lines()).extracting(LogLine::text)
            .containsExactly("third");
        assertThat(this.lines.of(this.sandbox, GROUP, stream, tail.earlierToken()).lines()).isEmpty();
    }

    private void write(String stream, String... texts) {
        List<InputLogEvent> events = List.of(texts)
            .stream()
            .map((text) -> InputLogEvent.builder().timestamp(System.currentTimeMillis()).message(text).build())
            .toList();
        logs().putLogEvents((request) -> request.logGroupName(GROUP).logStreamName(stream).logEvents(events));
    }

    private CloudWatchLogsClient logs() {
        return this.clients.logs(this.sandbox);
    }

}
