package dev.shipshape.localaws.logs;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
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

    /**
     * Writes lines in the order of their times, and what group and stream tell of them.
     */
    void append(String region, LogGroup group, LogStream stream, long now, List<InputLogEvent> lines) {
        long number = this.counter.find("events").map(Counter::value).orElse(0L);
        long bytes = 0;
        for (InputLogEvent line : lines) {
            number++;
            Event event = new Event(group.logGroupName(), stream.logStreamName(), line.timestamp(), number, now,
                    line.message());
            this.events.put(key(region, event.group(), event.stream(), event.place()), event);
            bytes += event.size();
        }
        this.counter.put("events", new Counter(number));
        LogGroup current = group(region, group.logGroupName(), null);
        this.groups.put(key(region, current.logGroupName()),
                current.toBuilder().storedBytes(current.storedBytes() + bytes).build());
        LogStream before = stream(region, group, stream.logStreamName());
        this.streams.put(key(region, current.logGroupName(), before.logStreamName()),
                before.toBuilder()
                    .firstEventTimestamp(smallest(before.firstEventTimestamp(), lines.get(0).timestamp()))
                    .lastEventTimestamp(largest(before.lastEventTimestamp(), lines.get(lines.size() - 1).timestamp()))
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

    /** Removes a stream and its lines; the group is smaller by them. */
    void removeStream(String region, LogStream stream, String group) {
        long bytes = 0;
        for (String key : this.events.keys(key(region, group, stream.logStreamName(), ""))) {
            bytes += this.events.find(key).map(Event::size).orElse(0L);
            this.events.remove(key);
        }
        this.streams.remove(key(region, group, stream.logStreamName()));
        LogGroup current = group(region, group, null);
        this.groups.put(key(region, group),
                current.toBuilder().storedBytes(Math.max(0, current.storedBytes() - bytes)).build());
    }

    record Counter(long value) {
    }

}
