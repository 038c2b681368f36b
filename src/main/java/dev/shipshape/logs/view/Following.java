package dev.shipshape.logs.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The lines of one source that have come lately, numbered as they came. A line may come
 * later than its time says, as each container hands in its lines in batches; so each read
 * begins a little before the last one ended.
 */
final class Following {

    /** As many lines are held. */
    static final int MOST = 10_000;

    /** How much later than its time a line may come: in milliseconds. */
    static final long LATE = 15_000;

    /** As many characters of all lines together are held. */
    private static final int MOST_CHARACTERS = 8_000_000;

    /** As many characters of one line are shown; the file has all. */
    static final int LONGEST = 16_000;

    private final String epoch = UUID.randomUUID().toString().substring(0, 8);

    private final Deque<Line> lines = new ArrayDeque<>();

    private final Set<String> ids = new HashSet<>();

    private long characters;

    private long since;

    private long readTo;

    /** The number of the last line. */
    private long number;

    Following(long since) {
        this.since = since;
        this.readTo = since;
    }

    /**
     * Reads what has come since the last time.
     * @param now the time, in milliseconds since 1970
     * @param read reads all lines from a time on
     */
    synchronized Snapshot advance(long now, Read read) {
        long from = Math.max(this.since, this.readTo - LATE);
        List<Line> come = new ArrayList<>();
        read.from(from, (line) -> {
            if (!this.ids.contains(line.id())) {
                come.add(line);
            }
        });
        come.forEach(this::add);
        this.readTo = now;
        return new Snapshot(this.epoch, this.since, now, List.copyOf(this.lines), this.number);
    }

    private void add(Line line) {
        if (!this.ids.add(line.id())) {
            return;
        }
        Line held = line.cut(LONGEST);
        this.lines.addLast(held);
        this.number++;
        this.characters += held.text().length();
        while (this.lines.size() > MOST || this.characters > MOST_CHARACTERS) {
            Line dropped = this.lines.removeFirst();
            this.ids.remove(dropped.id());
            this.characters -= dropped.text().length();
            this.since = Math.max(this.since, dropped.at() + 1);
        }
    }

    /** Reads all lines from a time on. */
    @FunctionalInterface
    interface Read {

        /**
         * Reads.
         * @param from the time, in milliseconds since 1970
         * @param take takes each line
         */
        void from(long from, Consumer<Line> take);

    }

    /**
     * What is held at a moment.
     *
     * @param epoch which following this is
     * @param since all lines from here on are held
     * @param readAt when it was read
     * @param lines the lines as they came
     * @param last the number of the last line
     */
    record Snapshot(String epoch, long since, long readAt, List<Line> lines, long last) {

        /** Whether a reader at this cursor lacks nothing but what is held. */
        boolean continues(Cursor cursor) {
            return cursor.epoch().equals(this.epoch) && cursor.number() >= this.last - this.lines.size()
                    && cursor.number() <= this.last;
        }

        /** Whether lines that came have been dropped again. */
        boolean trimmed() {
            return this.last > this.lines.size();
        }

        /** The lines after a number. */
        List<Line> after(long number) {
            return this.lines.subList(this.lines.size() - (int) (this.last - number), this.lines.size());
        }

        /** Where a reader is that has them all. */
        Cursor cursor() {
            return new Cursor(this.readAt - LATE, Map.of(), this.epoch, this.last);
        }

    }

}
