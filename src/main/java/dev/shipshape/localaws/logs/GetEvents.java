package dev.shipshape.localaws.logs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * GetLogEvents: a page of a stream, of at most 1 MiB or 10,000 lines. A token names the
 * gap before or behind a line; at an end of the stream the token that was given comes
 * back, which is how callers know the end.
 */
final class GetEvents {

    private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{38})/s");

    private final LogTables tables;

    GetEvents(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("GetLogEvents", Operation.of(GetLogEventsRequest::builder, this::get).requiring("logStreamName"));
    }

    private GetLogEventsResponse get(CallContext context, GetLogEventsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), request.logGroupIdentifier());
        LogStream stream = this.tables.stream(context.region(), group, request.logStreamName());
        Lines lines = Lines.of(this.tables, context.region(), group, stream.logStreamName(),
                context.now().toEpochMilli(), request.startTime(), request.endTime());
        int limit = limit(request.limit());
        String token = request.nextToken();
        if (token == null) {
            return Boolean.TRUE.equals(request.startFromHead())
                    ? answer(head(lines.after(null, limit)), Event.place(0, 0))
                    : answer(tail(lines.upTo(null, limit)), Event.place(0, 0));
        }
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            throw LogErrors.invalidToken();
        }
        // A gap has the name of the line before it, so going forwards takes what is
        // behind that line, and going backwards the line and what is before it.
        String gap = parts.group(2);
        return parts.group(1).equals("f") ? answer(head(lines.after(gap, limit)), gap)
                : answer(tail(lines.upTo(gap, limit)), gap);
    }

    static int limit(@Nullable Integer asked) {
        int limit = (asked != null) ? asked : 10_000;
        if (limit < 1 || limit > 10_000) {
            throw LogErrors.member("limit", "Member must have value between 1 and 10000");
        }
        return limit;
    }

    /** As many of the first lines as fit. */
    private static List<Event> head(List<Event> lines) {
        long bytes = 0;
        int count = 0;
        while (count < lines.size() && (count == 0 || bytes + lines.get(count).size() <= Event.MOST_IN_PAGE)) {
            bytes += lines.get(count).size();
            count++;
        }
        return lines.subList(0, count);
    }

    /** As many of the last lines as fit. */
    private static List<Event> tail(List<Event> lines) {
        long bytes = 0;
        int from = lines.size();
        while (from > 0 && (from == lines.size() || bytes + lines.get(from - 1).size() <= Event.MOST_IN_PAGE)) {
            from--;
            bytes += lines.get(from).size();
        }
        return lines.subList(from, lines.size());
    }

    private static GetLogEventsResponse answer(List<Event> lines, String gap) {
        String forward = gap;
        String backward = gap;
        if (!lines.isEmpty()) {
            Event first = lines.get(0);
            forward = lines.get(lines.size() - 1).place();
            backward = Event.place(first.timestamp(), first.number() - 1);
        }
        return GetLogEventsResponse.builder()
            .events(lines.stream().map(GetEvents::shown).toList())
            .nextForwardToken("f/" + forward + "/s")
            .nextBackwardToken("b/" + backward + "/s")
            .build();
    }

    private static OutputLogEvent shown(Event event) {
        return OutputLogEvent.builder()
            .timestamp(event.timestamp())
            .ingestionTime(event.ingested())
            .message(event.message())
            .build();
    }

}
