package dev.shipshape.localaws.logs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Log streams: made, listed by name or by their last line, deleted. */
final class LogStreams {

    private static final Pattern NAME = Pattern.compile("[^:*]{1,512}");

    private final LogTables tables;

    LogStreams(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateLogStream",
                Operation.of(CreateLogStreamRequest::builder, this::create).requiring("logGroupName", "logStreamName"),
                "DescribeLogStreams", Operation.of(DescribeLogStreamsRequest::builder, this::describe),
                "DeleteLogStream",
                Operation.of(DeleteLogStreamRequest::builder, this::delete).requiring("logGroupName", "logStreamName"));
    }

    private CreateLogStreamResponse create(CallContext context, CreateLogStreamRequest request) {
        if (!NAME.matcher(request.logStreamName()).matches()) {
            throw LogErrors.member("logStreamName", "Member must satisfy regular expression pattern: [^:*]*");
        }
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        if (this.tables.streams()
            .find(LogTables.key(context.region(), group.logGroupName(), request.logStreamName()))
            .isPresent()) {
            throw LogErrors.streamExists();
        }
        create(context.region(), group, request.logStreamName(), context.now().toEpochMilli());
        return CreateLogStreamResponse.builder().build();
    }

    LogStream create(String region, LogGroup group, String name, long now) {
        LogStream stream = LogStream.builder()
            .logStreamName(name)
            .creationTime(now)
            .arn(group.logGroupArn() + ":log-stream:" + name)
            .uploadSequenceToken(Event.place(now, 0))
            .build();
        this.tables.streams().put(LogTables.key(region, group.logGroupName(), name), stream);
        return stream;
    }

    private DescribeLogStreamsResponse describe(CallContext context, DescribeLogStreamsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), request.logGroupIdentifier());
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        String prefix = (request.logStreamNamePrefix() != null) ? request.logStreamNamePrefix() : "";
        if (byTime && !prefix.isEmpty()) {
            throw LogErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        boolean descending = Boolean.TRUE.equals(request.descending());
        List<Keyed> streams = this.tables.streams()
            .startingWith(LogTables.key(context.region(), group.logGroupName(), prefix))
            .stream()
            .map((stream) -> Keyed.of(stream, byTime, descending))
            .sorted(Comparator.comparing(Keyed::key))
            .toList();
        Page<Keyed> page = Page.of(streams, Keyed::key, LogGroups.limit(request.limit()), request.nextToken(),
                LogErrors::invalidToken);
        return DescribeLogStreamsResponse.builder()
            .logStreams(page.items().stream().map(Keyed::stream).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteLogStreamResponse delete(CallContext context, DeleteLogStreamRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        LogStream stream = this.tables.stream(context.region(), group, request.logStreamName());
        this.tables.removeStream(context.region(), stream, group.logGroupName());
        return DeleteLogStreamResponse.builder().build();
    }

    /** A stream with the text that puts it into the order asked for. */
    private record Keyed(String key, LogStream stream) {

        static Keyed of(LogStream stream, boolean byTime, boolean descending) {
            String key = byTime ? String.format(Locale.ROOT, "%019d:%s",
                    (stream.lastEventTimestamp() != null) ? stream.lastEventTimestamp() : 0, stream.logStreamName())
                    : stream.logStreamName();
            return new Keyed(descending ? turned(key) : key, stream);
        }

        /** Sorts the other way round; the end sorts behind every character. */
        private static String turned(String key) {
            StringBuilder turned = new StringBuilder();
            key.chars().forEach((character) -> turned.append((char) (0xD7FE - Math.min(character, 0xD7FD))));
            return turned.append('\uD7FF').append(key).toString();
        }

    }

}
