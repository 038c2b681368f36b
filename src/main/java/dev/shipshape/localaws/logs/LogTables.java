package dev.shipshape.localaws.logs;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/**
 * What CloudWatch Logs remembers. Keys are region, group, stream and place with a colon
 * between them, which no name may contain.
 */
record LogTables(Table<LogGroup> groups, Table<LogStream> streams, Table<Event> events,
        Table<ListTagsForResourceResponse> tags, Table<Counter> counter) {

    static LogTables of(Store store) {
        return new LogTables(store.table("logs.groups", LogGroup::builder),
                store.table("logs.streams", LogStream::builder), store.records("logs.events", Event.class),
                store.table("logs.tags", ListTagsForResourceResponse::builder),
                store.records("logs.counter", Counter.class));
    }

    static String key(String... parts) {
        return String.join(":", parts);
    }

    /** The group of this name, or of this ARN with or without its {@code :*}. */
    LogGroup group(String region, @Nullable String name, @Nullable String identifier) {
        if ((name == null) == (identifier == null)) {
            throw LogErrors.invalid("Exactly one of logGroupName and logGroupIdentifier must be given.");
        }
        String wanted = (name != null) ? name : String.valueOf(identifier).replaceFirst("^arn:.*:log-group:", "");
        return this.groups.find(key(region, wanted.replaceFirst(":\\*$", ""))).orElseThrow(LogErrors::noGroup);
    }

    LogStream stream(String region, LogGroup group, String name) {
        return this.streams.find(key(region, group.logGroupName(), name)).orElseThrow(LogErrors::noStream);
    }

    /** The lines of a stream that the group still keeps, in order. */
    List<Event> lines(String region, LogGroup group, String stream, long now) {
        Integer days = group.retentionInDays();
        long oldest = (days != null) ? now - Duration.ofDays(days).toMillis() : Long.MIN_VALUE;
        return this.events.startingWith(key(region, group.logGroupName(), stream, ""))
            .stream()
            .filter((event) -> event.timestamp() >= oldest)
            .toList();
    }

    /** Writes a line, and what group and stream tell of it. */
    void append(String region, LogGroup group, LogStream stream, long timestamp, long now, String message) {
        long number = this.counter.find("events").map(Counter::value).orElse(0L) + 1;
        this.counter.put("events", new Counter(number));
        Event event = new Event(group.logGroupName(), stream.logStreamName(), timestamp, number, now, message);
        this.events.put(key(region, event.group(), event.stream(), event.place()), event);
        LogGroup current = group(region, group.logGroupName(), null);
        this.groups.put(key(region, event.group()),
                current.toBuilder().storedBytes(current.storedBytes() + event.size()).build());
        LogStream before = stream(region, group, stream.logStreamName());
        this.streams.put(key(region, event.group(), event.stream()),
                before.toBuilder()
                    .firstEventTimestamp(smallest(before.firstEventTimestamp(), timestamp))
                    .lastEventTimestamp(largest(before.lastEventTimestamp(), timestamp))
                    .lastIngestionTime(now)
                    .build());
    }

    private static long smallest(@Nullable Long one, long other) {
        return (one != null) ? Math.min(one, other) : other;
    }

    private static long largest(@Nullable Long one, long other) {
        return (one != null) ? Math.max(one, other) : other;
    }

    Map<String, String> tagsOf(String region, String group) {
        return this.tags.find(key(region, group)).map(ListTagsForResourceResponse::tags).orElse(Map.of());
    }

    void tags(String region, String group, Map<String, String> tags) {
        this.tags.put(key(region, group), ListTagsForResourceResponse.builder().tags(tags).build());
    }

    /** Removes a stream and its lines. */
    void removeStream(String region, LogStream stream, String group) {
        this.events.keys(key(region, group, stream.logStreamName(), "")).forEach(this.events::remove);
        this.streams.remove(key(region, group, stream.logStreamName()));
    }

    record Counter(long value) {
    }

}
