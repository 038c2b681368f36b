package dev.shipshape.localaws.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The lines of one stream within a time, read from any place on at the cost of what is
 * read.
 */
final class Lines {

    /** How many lines are read from the store at once. */
    private static final int CHUNK = 200;

    private final Table<Event> events;

    private final String prefix;

    private final long start;

    private final long end;

    private Lines(Table<Event> events, String prefix, long start, long end) {
        this.events = events;
        this.prefix = prefix;
        this.start = start;
        this.end = end;
    }

    /**
     * The lines of a stream that the group still keeps.
     * @param start the time of the first, in milliseconds since 1970, or null
     * @param end the time that all are before, or null
     */
    static Lines of(LogTables tables, String region, LogGroup group, String stream, long now, @Nullable Long start,
            @Nullable Long end) {
        Integer days = group.retentionInDays();
        long oldest = (days != null) ? now - Duration.ofDays(days).toMillis() : 0;
        long from = Math.max((start != null) ? start : 0, Math.max(oldest, 0));
        return new Lines(tables.events(), LogTables.key(region, group.logGroupName(), stream, ""), from,
                (end != null) ? end : Long.MAX_VALUE);
    }

    /** The first lines behind a place, oldest first; from the beginning when null. */
    List<Event> after(@Nullable String place, int limit) {
        List<Event> lines = new ArrayList<>();
        Iterator<Event> iterator = iterator(place);
        while (lines.size() < limit && iterator.hasNext()) {
            lines.add(iterator.next());
        }
        return lines;
    }

    /** The last lines up to a place, oldest first; up to the end when null. */
    List<Event> upTo(@Nullable String place, int limit) {
        String bound = this.prefix + ((this.end == Long.MAX_VALUE) ? Event.place(Long.MAX_VALUE, Long.MAX_VALUE)
                : Event.place(Math.max(this.end, 0), 0));
        String before = (place != null && (this.prefix + place).compareTo(bound) < 0) ? this.prefix + place + "!"
                : bound;
        List<Event> lines = new ArrayList<>();
        for (String key : this.events.keysBefore(this.prefix, before, limit)) {
            Event event = this.events.find(key).orElseThrow();
            if (event.timestamp() < this.start) {
                break;
            }
            lines.add(event);
        }
        Collections.reverse(lines);
        return lines;
    }

    /** The lines behind a place, oldest first. */
    Iterator<Event> iterator(@Nullable String place) {
        return new Reading(place);
    }

    private final class Reading implements Iterator<Event> {

        private String last;

        private Iterator<String> keys = Collections.emptyIterator();

        private @Nullable Event next;

        private boolean done;

        Reading(@Nullable String place) {
            String from = Lines.this.prefix + Event.place(Lines.this.start, 0);
            String behind = Lines.this.prefix + ((place != null) ? place : "");
            this.last = (behind.compareTo(from) > 0) ? behind : from;
        }

        @Override
        public boolean hasNext() {
            while (this.next == null && !this.done) {
                if (!this.keys.hasNext()) {
                    this.keys = Lines.this.events.keysAfter(Lines.this.prefix, this.last, CHUNK).iterator();
                }
                if (!this.keys.hasNext()) {
                    this.done = true;
                }
                else {
                    this.last = this.keys.next();
                    Event event = Lines.this.events.find(this.last).orElseThrow();
                    this.done = event.timestamp() >= Lines.this.end;
                    this.next = this.done ? null : event;
                }
            }
            return this.next != null;
        }

        @Override
        public Event next() {
            if (!hasNext() || this.next == null) {
                throw new NoSuchElementException();
            }
            Event event = this.next;
            this.next = null;
            return event;
        }

    }

}
