package dev.shipshape.localaws.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** The lines of log streams: written, read forwards and backwards, searched. */
final class LogEvents {

    private static final int MOST_BYTES = 1_048_576;

    private final LogTables tables;

    LogEvents(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutLogEvents",
                Operation.of(PutLogEventsRequest::builder, this::put)
                    .requiring("logGroupName", "logStreamName", "logEvents"),
                "GetLogEvents", Operation.of(GetLogEventsRequest::builder, this::get).requiring("logStreamName"),
                "FilterLogEvents", Operation.of(FilterLogEventsRequest::builder, this::filter));
    }

    private PutLogEventsResponse put(CallContext context, PutLogEventsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        LogStream stream = this.tables.stream(context.region(), group, request.logStreamName());
        List<InputLogEvent> events = request.logEvents();
        check(events);
        long now = context.now().toEpochMilli();
        long tooOld = now - Duration.ofDays(14).toMillis();
        long tooNew = now + Duration.ofHours(2).toMillis();
        int old = (int) events.stream().filter((event) -> event.timestamp() < tooOld).count();
        int last = (int) events.stream().filter((event) -> event.timestamp() <= tooNew).count();
        for (InputLogEvent event : events.subList(old, last)) {
            this.tables.append(context.region(), group, stream, event.timestamp(), now, event.message());
        }
        PutLogEventsResponse.Builder answer = PutLogEventsResponse.builder().nextSequenceToken(Event.place(now, 0));
        if (old > 0 || last < events.size()) {
            answer.rejectedLogEventsInfo(RejectedLogEventsInfo.builder()
                .tooOldLogEventEndIndex((old > 0) ? old : null)
                .tooNewLogEventStartIndex((last < events.size()) ? last : null)
                .build());
        }
        return answer.build();
    }

    /** The rules of PutLogEvents: order, number, size, at most 24 hours together. */
    private static void check(List<InputLogEvent> events) {
        if (events.size() > 10_000) {
            throw LogErrors.member("logEvents", "Member must have length less than or equal to 10000");
        }
        long bytes = 0;
        @Nullable InputLogEvent before = null;
        for (InputLogEvent event : events) {
            if (event.timestamp() == null || event.timestamp() < 0 || event.message() == null
                    || event.message().isEmpty()) {
                throw LogErrors.member("logEvents", "Member must have a timestamp and a message");
            }
            if (before != null && before.timestamp() > event.timestamp()) {
                throw LogErrors.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            bytes += new Event("", "", 0, 0, 0, event.message()).size();
            before = event;
        }
        if (bytes > MOST_BYTES) {
            throw LogErrors.invalid("Upload too large: " + bytes + " bytes exceeds limit of " + MOST_BYTES);
        }
        if (before != null && before.timestamp() - events.get(0).timestamp() > Duration.ofDays(1).toMillis()) {
            throw LogErrors
                .invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    private GetLogEventsResponse get(CallContext context, GetLogEventsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), request.logGroupIdentifier());
        LogStream stream = this.tables.stream(context.region(), group, request.logStreamName());
        List<Event> lines = this.tables.lines(context.region(), group, stream.logStreamName(), now(context))
            .stream()
            .filter(between(request.startTime(), request.endTime()))
            .toList();
        Window window = Window.of(lines, limit(request.limit()), request.nextToken(),
                Boolean.TRUE.equals(request.startFromHead()));
        return GetLogEventsResponse.builder()
            .events(window.lines().stream().map(LogEvents::shown).toList())
            .nextForwardToken(window.forward())
            .nextBackwardToken(window.backward())
            .build();
    }

    private static OutputLogEvent shown(Event event) {
        return OutputLogEvent.builder()
            .timestamp(event.timestamp())
            .ingestionTime(event.ingested())
            .message(event.message())
            .build();
    }

    private FilterLogEventsResponse filter(CallContext context, FilterLogEventsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), request.logGroupIdentifier());
        if (!request.logStreamNames().isEmpty() && request.logStreamNamePrefix() != null) {
            throw LogErrors.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        request.logStreamNames().forEach((name) -> this.tables.stream(context.region(), group, name));
        FilterPattern pattern = FilterPattern.parse(request.filterPattern());
        List<Event> found = new ArrayList<>();
        for (LogStream stream : this.tables.streams()
            .startingWith(LogTables.key(context.region(), group.logGroupName(), prefix(request)))) {
            if (request.logStreamNames().isEmpty() || request.logStreamNames().contains(stream.logStreamName())) {
                found.addAll(this.tables.lines(context.region(), group, stream.logStreamName(), now(context)));
            }
        }
        List<Event> matching = found.stream()
            .filter(between(request.startTime(), request.endTime()))
            .filter((event) -> pattern.matches(event.message()))
            .sorted(java.util.Comparator.comparing(Event::place))
            .toList();
        Page<Event> page = Page.of(matching, Event::place, limit(request.limit()), request.nextToken(),
                LogErrors::invalidToken);
        return FilterLogEventsResponse.builder()
            .events(page.items().stream().map(LogEvents::found).toList())
            .searchedLogStreams(List.of())
            .nextToken(page.nextToken())
            .build();
    }

    private static String prefix(FilterLogEventsRequest request) {
        return (request.logStreamNamePrefix() != null) ? request.logStreamNamePrefix() : "";
    }

    private static FilteredLogEvent found(Event event) {
        return FilteredLogEvent.builder()
            .logStreamName(event.stream())
            .timestamp(event.timestamp())
            .ingestionTime(event.ingested())
            .message(event.message())
            .eventId(event.place())
            .build();
    }

    /** The start is part of the time asked for, the end is not. */
    private static Predicate<Event> between(@Nullable Long start, @Nullable Long end) {
        return (event) -> (start == null || event.timestamp() >= start) && (end == null || event.timestamp() < end);
    }

    private static int limit(@Nullable Integer asked) {
        int limit = (asked != null) ? asked : 10_000;
        if (limit < 1 || limit > 10_000) {
            throw LogErrors.member("limit", "Member must have value between 1 and 10000");
        }
        return limit;
    }

    private static long now(CallContext context) {
        return context.now().toEpochMilli();
    }

}
