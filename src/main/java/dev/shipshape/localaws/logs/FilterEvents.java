package dev.shipshape.localaws.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.shipshape.localaws.logs.patterns.FilterPattern;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/**
 * FilterLogEvents: lines of many streams in the order of time, those that match. A call
 * looks at a limited number of lines, as with AWS, so that a page may be empty and have a
 * token all the same.
 */
final class FilterEvents {

    private static final int MOST_LOOKED_AT = 100_000;

    private static final Pattern TOKEN = Pattern.compile("filter/(\\d{38})");

    private final LogTables tables;

    FilterEvents(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("FilterLogEvents", Operation.of(FilterLogEventsRequest::builder, this::filter));
    }

    private FilterLogEventsResponse filter(CallContext context, FilterLogEventsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), request.logGroupIdentifier());
        if (!request.logStreamNames().isEmpty() && request.logStreamNamePrefix() != null) {
            throw LogErrors.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        if (request.startTime() != null && request.endTime() != null && request.startTime() > request.endTime()) {
            throw LogErrors.invalid("startTime must be less than or equal to endTime.");
        }
        FilterPattern pattern = FilterPattern.parse(request.filterPattern());
        int limit = GetEvents.limit(request.limit());
        PriorityQueue<Head> heads = heads(context, request, group, place(request.nextToken()));
        List<FilteredLogEvent> found = new ArrayList<>();
        long bytes = 0;
        int looked = 0;
        @Nullable String last = null;
        while (!heads.isEmpty() && found.size() < limit && bytes < Event.MOST_IN_PAGE && looked < MOST_LOOKED_AT) {
            Head head = heads.remove();
            Event event = head.event();
            last = event.place();
            looked++;
            if (pattern.matches(event.message())) {
                found.add(shown(event));
                bytes += event.size();
            }
            if (head.rest().hasNext()) {
                heads.add(new Head(head.rest().next(), head.rest()));
            }
        }
        return FilterLogEventsResponse.builder()
            .events(found)
            .searchedLogStreams(List.of())
            .nextToken(heads.isEmpty() ? null : "filter/" + last)
            .build();
    }

    private static @Nullable String place(@Nullable String token) {
        if (token == null) {
            return null;
        }
        Matcher place = TOKEN.matcher(token);
        if (!place.matches()) {
            throw LogErrors.invalidToken();
        }
        return place.group(1);
    }

    private PriorityQueue<Head> heads(CallContext context, FilterLogEventsRequest request, LogGroup group,
            @Nullable String after) {
        Stream<LogStream> streams = request.logStreamNames().isEmpty()
                ? this.tables.streams()
                    .startingWith(LogTables.key(context.region(), group.logGroupName(),
                            (request.logStreamNamePrefix() != null) ? request.logStreamNamePrefix() : ""))
                    .stream()
                : request.logStreamNames()
                    .stream()
                    .distinct()
                    .map((name) -> this.tables.stream(context.region(), group, name));
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing((head) -> head.event().place()));
        streams
            .filter((stream) -> stream.lastEventTimestamp() != null
                    && (request.startTime() == null || stream.lastEventTimestamp() >= request.startTime()))
            .forEach((stream) -> {
                Iterator<Event> lines = Lines
                    .of(this.tables, context.region(), group, stream.logStreamName(), context.now().toEpochMilli(),
                            request.startTime(), exclusive(request.endTime()))
                    .iterator(after);
                if (lines.hasNext()) {
                    heads.add(new Head(lines.next(), lines));
                }
            });
        return heads;
    }

    /**
     * What happens in the last millisecond is part of the time here, with GetLogEvents
     * not.
     */
    private static @Nullable Long exclusive(@Nullable Long end) {
        return (end != null && end < Long.MAX_VALUE) ? Long.valueOf(end + 1) : end;
    }

    private static FilteredLogEvent shown(Event event) {
        return FilteredLogEvent.builder()
            .logStreamName(event.stream())
            .timestamp(event.timestamp())
            .ingestionTime(event.ingested())
            .message(event.message())
            .eventId(event.place())
            .build();
    }

    /** The first line of a stream that was not looked at yet, and those behind it. */
    private record Head(Event event, Iterator<Event> rest) {
    }

}
