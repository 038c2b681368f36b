package dev.shipshape.localaws.logs;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * PutLogEvents. Sequence tokens are given and never asked for, as AWS has it since 2023.
 */
final class PutEvents {

    private static final int MOST_BYTES = 1_048_576;

    private final LogTables tables;

    PutEvents(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutLogEvents", Operation.of(PutLogEventsRequest::builder, this::put)
            .requiring("logGroupName", "logStreamName", "logEvents"));
    }

    private PutLogEventsResponse put(CallContext context, PutLogEventsRequest request) {
        LogGroup group = this.tables.group(context.region(), request.logGroupName(), null);
        LogStream stream = this.tables.stream(context.region(), group, request.logStreamName());
        List<InputLogEvent> events = request.logEvents();
        check(events);
        long now = context.now().toEpochMilli();
        long tooOld = now - Duration.ofDays(14).toMillis();
        long tooNew = now + Duration.ofHours(2).toMillis();
        Integer days = group.retentionInDays();
        long expired = (days != null) ? now - Duration.ofDays(days).toMillis() : Long.MIN_VALUE;
        int old = (int) events.stream().filter((event) -> event.timestamp() < tooOld).count();
        int gone = (int) events.stream().filter((event) -> event.timestamp() < expired).count();
        int last = (int) events.stream().filter((event) -> event.timestamp() <= tooNew).count();
        int first = Math.max(old, gone);
        if (first < last) {
            this.tables.append(context.region(), group, stream, now, events.subList(first, last));
        }
        PutLogEventsResponse.Builder answer = PutLogEventsResponse.builder().nextSequenceToken(Event.place(now, 0));
        if (first > 0 || last < events.size()) {
            answer.rejectedLogEventsInfo(RejectedLogEventsInfo.builder()
                .tooOldLogEventEndIndex((old > 0) ? old : null)
                .expiredLogEventEndIndex((gone > 0) ? gone : null)
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
            bytes += Event.size(event.message());
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

}
