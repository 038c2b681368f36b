package dev.shipshape.localaws.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LogsTests {

    private static final String GROUP = "/ecs/demo";

    private static final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT, clock);

    private CloudWatchLogsClient logs;

    @BeforeEach
    void connect() {
        this.logs = aws.client(CloudWatchLogsClient.builder());
    }

    @Test
    void aGroupIsMadeListedTaggedAndDeleted() {
        this.logs.createLogGroup((group) -> group.logGroupName(GROUP).tags(Map.of("a", "1")));
        this.logs.createLogGroup((group) -> group.logGroupName("/ecs/other"));
        LogGroup group = this.logs.describeLogGroups((request) -> request.logGroupNamePrefix("/ecs/d"))
            .logGroups()
            .get(0);
        assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:/ecs/demo:*");
        assertThat(this.logs.describeLogGroups((request) -> request.logGroupNamePattern("OTHER")).logGroups())
            .hasSize(1);
        this.logs.tagResource((request) -> request.resourceArn(group.logGroupArn()).tags(Map.of("b", "2")));
        this.logs.untagResource((request) -> request.resourceArn(group.logGroupArn()).tagKeys("a"));
        assertThat(this.logs.listTagsForResource((request) -> request.resourceArn(group.logGroupArn())).tags())
            .isEqualTo(Map.of("b", "2"));
        this.logs.deleteLogGroup((request) -> request.logGroupName(GROUP));
        assertThat(this.logs.describeLogGroups().logGroups()).hasSize(1);
    }

    @Test
    void wrongGroupsAreRefused() {
        this.logs.createLogGroup((group) -> group.logGroupName(GROUP));
        assertThatExceptionOfType(ResourceAlreadyExistsException.class)
            .isThrownBy(() -> this.logs.createLogGroup((group) -> group.logGroupName(GROUP)));
        for (String name : List.of("with space", "a:b", "a".repeat(513))) {
            assertThatExceptionOfType(InvalidParameterException.class).as(name)
                .isThrownBy(() -> this.logs.createLogGroup((group) -> group.logGroupName(name)));
        }
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.logs.createLogGroup((group) -> group.tags(Map.of())))
            .withMessageContaining("Member must not be null");
        assertThatExceptionOfType(ResourceNotFoundException.class)
            .isThrownBy(() -> this.logs.deleteLogGroup((group) -> group.logGroupName("none")));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.logs.putRetentionPolicy((group) -> group.logGroupName(GROUP).retentionInDays(2)));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.logs.createLogGroup((group) -> group.logGroupName("x").tags(Map.of("aws:x", "y"))));
    }

    @Test
    void linesAreReadForwardsUntilTheTokenStaysTheSame() {
        write(lines(0, 5));
        GetLogEventsResponse first = read((request) -> request.startFromHead(true).limit(3));
        assertThat(messages(first)).containsExactly("line 0", "line 1", "line 2");
        GetLogEventsResponse second = read((request) -> request.nextToken(first.nextForwardToken()).limit(3));
        assertThat(messages(second)).containsExactly("line 3", "line 4");
        GetLogEventsResponse third = read((request) -> request.nextToken(second.nextForwardToken()));
        assertThat(messages(third)).isEmpty();
        assertThat(third.nextForwardToken()).isEqualTo(second.nextForwardToken());
        write(lines(5, 6));
        assertThat(messages(read((request) -> request.nextToken(third.nextForwardToken())))).containsExactly("line 5");
        assertThat(messages(read((request) -> request.nextToken(third.nextBackwardToken()).limit(1))))
            .containsExactly("line 4");
    }

    @Test
    void linesAreReadBackwardsFromTheEnd() {
        write(lines(0, 5));
        GetLogEventsResponse last = read((request) -> request.limit(2));
        assertThat(messages(last)).containsExactly("line 3", "line 4");
        GetLogEventsResponse before = read((request) -> request.nextToken(last.nextBackwardToken()).limit(10));
        assertThat(messages(before)).containsExactly("line 0", "line 1", "line 2");
        GetLogEventsResponse start = read((request) -> request.nextToken(before.nextBackwardToken()));
        assertThat(messages(start)).isEmpty();
        assertThat(start.nextBackwardToken()).isEqualTo(before.nextBackwardToken());
    }

    @Test
    void linesOfOneMomentAreNeitherLostNorRepeated() {
        write(IntStream.range(0, 4).mapToObj((number) -> event(0, "line " + number)).toList());
        GetLogEventsResponse first = read((request) -> request.startFromHead(true).limit(2));
        assertThat(messages(read((request) -> request.nextToken(first.nextForwardToken())))).containsExactly("line 2",
                "line 3");
    }

    @Test
    void timesCutLinesOut() {
        write(lines(0, 5));
        long start = clock.millis();
        assertThat(messages(read((request) -> request.startTime(start + 1000).endTime(start + 3000))))
            .containsExactly("line 1", "line 2");
    }

    @Test
    void linesAreSearched() {
        write(List.of(event(0, "GET /index 200"), event(1, "GET /none 404"), event(2, "POST /index 500")));
        assertThat(search("GET")).hasSize(2);
        assertThat(search("GET -404")).containsExactly("GET /index 200");
        assertThat(search("?404 ?500")).hasSize(2);
        assertThat(search("\"/index 5\"")).containsExactly("POST /index 500");
        assertThat(search("get")).isEmpty();
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> search("{ $.a = }"));
    }

    @Test
    void linesOfManyStreamsComeInTheOrderOfTimeAndInPages() {
        write(lines(0, 5));
        this.logs.createLogStream((stream) -> stream.logGroupName(GROUP).logStreamName("app/web/2"));
        this.logs.putLogEvents((put) -> put.logGroupName(GROUP)
            .logStreamName("app/web/2")
            .logEvents(IntStream.range(0, 5).mapToObj((number) -> event(number, "other " + number)).toList()));
        List<String> all = this.logs.filterLogEventsPaginator((request) -> request.logGroupName(GROUP).limit(3))
            .events()
            .stream()
            .map(FilteredLogEvent::message)
            .toList();
        assertThat(all).containsExactly("line 0", "other 0", "line 1", "other 1", "line 2", "other 2", "line 3",
                "other 3", "line 4", "other 4");
        assertThat(this.logs
            .filterLogEvents(
                    (request) -> request.logGroupName(GROUP).logStreamNames("app/web/2").filterPattern("other"))
            .events()).hasSize(5);
        assertThat(this.logs.describeLogGroups().logGroups().get(0).storedBytes()).isEqualTo(5 * 32 + 5 * 33);
        this.logs.deleteLogStream((stream) -> stream.logGroupName(GROUP).logStreamName("app/web/2"));
        assertThat(this.logs.describeLogGroups().logGroups().get(0).storedBytes()).isEqualTo(5 * 32);
    }

    @Test
    void streamsAreListedByNameAndByTheirLastLine() {
        write(List.of(event(0, "a")));
        this.logs.createLogStream((stream) -> stream.logGroupName(GROUP).logStreamName("app/web/2"));
        this.logs
            .putLogEvents((put) -> put.logGroupName(GROUP).logStreamName("app/web/2").logEvents(event(60, "later")));
        assertThat(this.logs.describeLogStreams((request) -> request.logGroupName(GROUP)).logStreams())
            .extracting(LogStream::logStreamName)
            .containsExactly("app/web/1", "app/web/2");
        assertThat(this.logs
            .describeLogStreams(
                    (request) -> request.logGroupName(GROUP).orderBy(OrderBy.LAST_EVENT_TIME).descending(true))
            .logStreams()).extracting(LogStream::logStreamName).containsExactly("app/web/2", "app/web/1");
        assertThat(this.logs
            .describeLogStreamsPaginator((request) -> request.logGroupName(GROUP).descending(true).limit(1))
            .logStreams()).extracting(LogStream::logStreamName).containsExactly("app/web/2", "app/web/1");
        this.logs.deleteLogStream((stream) -> stream.logGroupName(GROUP).logStreamName("app/web/1"));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> read((request) -> {
        }));
    }

    @Test
    void whatIsTooOldOrTooNewIsRejectedAndSaidSo() {
        makeStream();
        PutLogEventsResponse old = this.logs.putLogEvents(
                (put) -> put.logGroupName(GROUP).logStreamName("app/web/1").logEvents(event(-15 * 86400, "old")));
        assertThat(old.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
        PutLogEventsResponse fresh = this.logs.putLogEvents((put) -> put.logGroupName(GROUP)
            .logStreamName("app/web/1")
            .logEvents(event(0, "now"), event(3 * 3600, "new")));
        assertThat(fresh.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(messages(read((request) -> {
        }))).containsExactly("now");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> this.logs.putLogEvents(
                (put) -> put.logGroupName(GROUP).logStreamName("app/web/1").logEvents(event(1, "b"), event(0, "a"))));
    }

    @Test
    void linesGoWhenTheirDaysAreOver() {
        write(lines(0, 1));
        this.logs.putRetentionPolicy((group) -> group.logGroupName(GROUP).retentionInDays(1));
        clock.advance(Duration.ofHours(25));
        assertThat(messages(read((request) -> {
        }))).isEmpty();
        this.logs.deleteRetentionPolicy((group) -> group.logGroupName(GROUP));
        assertThat(messages(read((request) -> {
        }))).containsExactly("line 0");
    }

    @Test
    void tasksWriteIntoStreamsThatTheyMake(@TempDir Path directory) {
        try (Store store = Store.open(directory.resolve("state.mv"))) {
            Logs sink = new Logs(store, clock);
            store.inTransaction(() -> {
                sink.append("us-east-1", "missing", "app/web/1", clock.instant(), "lost");
                assertThat(sink.hasGroup("us-east-1", "missing")).isFalse();
                sink.createGroup("us-east-1", GROUP);
                sink.createGroup("us-east-1", GROUP);
                sink.append("us-east-1", GROUP, "app/web/1", clock.instant(), "hello");
                LogTables tables = LogTables.of(store);
                LogGroup group = tables.group("us-east-1", GROUP, null);
                assertThat(group.storedBytes()).isEqualTo(31);
                assertThat(
                        Lines.of(tables, "us-east-1", group, "app/web/1", clock.millis(), null, null).after(null, 10))
                    .extracting(Event::message)
                    .containsExactly("hello");
            });
        }
    }

    private void makeStream() {
        this.logs.createLogGroup((group) -> group.logGroupName(GROUP));
        this.logs.createLogStream((stream) -> stream.logGroupName(GROUP).logStreamName("app/web/1"));
    }

    private void write(List<InputLogEvent> events) {
        if (this.logs.describeLogGroups().logGroups().isEmpty()) {
            makeStream();
        }
        this.logs.putLogEvents((put) -> put.logGroupName(GROUP).logStreamName("app/web/1").logEvents(events));
    }

    private static List<InputLogEvent> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj((number) -> event(number, "line " + number)).toList();
    }

    private static InputLogEvent event(int second, String message) {
        return InputLogEvent.builder()
            .timestamp(clock.instant().plusSeconds(second).toEpochMilli())
            .message(message)
            .build();
    }

    private GetLogEventsResponse read(Consumer<GetLogEventsRequest.Builder> how) {
        return this.logs.getLogEvents((request) -> how.accept(request.logGroupName(GROUP).logStreamName("app/web/1")));
    }

    private List<String> search(String pattern) {
        return this.logs.filterLogEvents((request) -> request.logGroupName(GROUP).filterPattern(pattern))
            .events()
            .stream()
            .map(FilteredLogEvent::message)
            .toList();
    }

    private static List<String> messages(GetLogEventsResponse answer) {
        return answer.events().stream().map(OutputLogEvent::message).toList();
    }

}
