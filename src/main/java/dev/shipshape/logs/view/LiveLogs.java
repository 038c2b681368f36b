package dev.shipshape.logs.view;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.logs.view.Following.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lines as they come. What is watched is read once an interval, however many look: each
 * look is answered from the lines that have come lately, and only what lies further back
 * is read for itself.
 */
@Component
class LiveLogs {

    /** How far back a following begins: in milliseconds. */
    private static final long BEGINS = 60_000;

    private final LogPages pages;

    private final SharedReads reads;

    private final Clock clock;

    private final Cache<List<String>, Following> followings = Caffeine.newBuilder()
        .expireAfterAccess(Duration.ofMinutes(2))
        .maximumSize(64)
        .build();

    LiveLogs(LogPages pages, SharedReads reads, Clock clock) {
        this.pages = pages;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * Lines from a cursor on.
     * @param after what an earlier answer named; null to begin
     * @param since where to begin, in milliseconds since 1970
     */
    LogPage after(Connection connection, LogSource source, @Nullable String after, long since) {
        Cursor cursor = Cursor.read(after, since);
        if (!cursor.follows()) {
            LogPage page = this.pages.page(connection, source, cursor);
            return page.more() ? page : following(connection, source, page, cursor);
        }
        Snapshot now = now(connection, source);
        if (now.continues(cursor)) {
            return page(now.after(cursor.number()), now, "");
        }
        // another copy of the console, or a browser that slept: what it lacks is read
        return after(connection, source, Cursor.at(cursor.from()).written(), since);
    }

    /** All that was has been read; what comes is followed from here. */
    private LogPage following(Connection connection, LogSource source, LogPage page, Cursor cursor) {
        Snapshot now = now(connection, source);
        List<Line> lines = page.lines();
        long end = lines.isEmpty() ? cursor.from() : lines.get(lines.size() - 1).at();
        if (now.trimmed() && end < now.since()) {
            // so much was written meanwhile that there is a gap: time goes on as a cursor
            return new LogPage(lines, page.next(), true, page.remark());
        }
        Set<String> known = lines.stream().map(Line::id).collect(Collectors.toSet());
        List<Line> late = now.lines()
            .stream()
            .filter((line) -> line.at() > end - Following.LATE && !known.contains(line.id()))
            .toList();
        List<Line> all = late.isEmpty() ? lines : Stream.concat(lines.stream(), late.stream()).toList();
        return page(all, now, page.remark());
    }

    private static LogPage page(List<Line> lines, Snapshot now, String remark) {
        return new LogPage(lines, now.cursor().written(), false, remark);
    }

    private Snapshot now(Connection connection, LogSource source) {
        return this.reads.shared(connection, "live log " + source.key(), () -> {
            Following following = this.followings.get(List.of(connection.name(), connection.region(), source.key()),
                    (key) -> new Following(this.clock.millis() - BEGINS));
            return following.advance(this.clock.millis(),
                    (from, take) -> this.pages.all(connection, source, from, null, take));
        });
    }

}
