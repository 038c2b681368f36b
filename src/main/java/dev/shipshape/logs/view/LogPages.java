package dev.shipshape.logs.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.logs.view.LogSource.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Reads lines page by page with FilterLogEvents, those of several log groups in the order
 * of their times.
 */
@Component
public class LogPages {

    /** How many lines a call asks for, at most 10,000 (CloudWatch Logs API reference). */
    static final int A_CALL = 2_500;

    /** AWS may answer empty pages while it searches; so many are taken in one go. */
    private static final int CALLS = 10;

    /** The most pages of one look back; a page of lines needs one or two. */
    private static final int PAGES_BACK = 40;

    /** The times that are looked back, until there are lines enough: in milliseconds. */
    private static final long[] BACK = { 60_000L, 600_000L, 3_600_000L, 21_600_000L, 86_400_000L, 604_800_000L };

    private final AwsClients clients;

    private final SharedReads reads;

    LogPages(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /** The page from a cursor on, shared by all who read there. */
    LogPage page(Connection connection, LogSource source, Cursor cursor) {
        return this.reads.shared(connection, "log page " + source.key() + " " + cursor.written(),
                () -> read(connection, source, cursor, null));
    }

    /**
     * All lines of a time, page by page.
     * @param from the first moment, in milliseconds since 1970
     * @param until the last; null for now
     * @param take takes each line; the same line never twice
     */
    void all(Connection connection, LogSource source, long from, @Nullable Long until, Consumer<Line> take) {
        all(connection, source, from, until, Integer.MAX_VALUE, take);
    }

    private boolean all(Connection connection, LogSource source, long from, @Nullable Long until, int pages,
            Consumer<Line> take) {
        Cursor cursor = Cursor.at(from);
        Overlap overlap = new Overlap();
        for (int number = 0; number < pages; number++) {
            Cursor here = cursor;
            LogPage page = this.reads.fresh(() -> read(connection, source, here, until));
            page.lines().stream().filter(overlap::isNew).forEach(take);
            if (!page.more()) {
                return true;
            }
            cursor = Cursor.read(page.next(), from);
        }
        return false;
    }

    /**
     * The last lines up to a moment, looked for further and further back.
     * @param from not before, in milliseconds since 1970
     * @param until the last moment
     * @param filter which lines
     * @param most how many; more where the first ones have one time
     */
    List<Line> last(Connection connection, LogSource source, long from, long until, LogFilter filter, int most) {
        Deque<Line> last = new ArrayDeque<>();
        for (int step = 0; step <= BACK.length; step++) {
            long start = (step < BACK.length) ? Math.max(from, until - BACK[step]) : from;
            last.clear();
            boolean whole = all(connection, source, start, until, PAGES_BACK, (line) -> keep(last, line, filter, most));
            if (last.size() >= most || start == from || !whole) {
                break;
            }
        }
        return List.copyOf(last);
    }

    private static void keep(Deque<Line> last, Line line, LogFilter filter, int most) {
        if (!filter.keeps(line.text())) {
            return;
        }
        last.addLast(line);
        while (last.size() > most && !sameTime(last)) {
            last.removeFirst();
        }
    }

    /** Lines of one moment stay together, so that the page before can end before it. */
    private static boolean sameTime(Deque<Line> lines) {
        Line first = lines.removeFirst();
        boolean same = first.at() == lines.getFirst().at() && lines.size() < A_CALL;
        lines.addFirst(first);
        return same;
    }

    private LogPage read(Connection connection, LogSource source, Cursor cursor, @Nullable Long until) {
        List<Integer> numbers = new ArrayList<>();
        for (int index = 0; index < source.parts().size(); index++) {
            numbers.add(index);
        }
        List<PartPage> pages = this.reads.each(numbers, (index) -> readPart(connection, source.parts().get(index),
                cursor.from(), until, cursor.tokens().get(index)));
        long horizon = pages.stream()
            .filter((page) -> page.token() != null)
            .mapToLong((page) -> page.lines().isEmpty() ? cursor.from() : last(page))
            .min()
            .orElse(Long.MAX_VALUE);
        List<Line> lines = pages.stream()
            .flatMap((page) -> page.lines().stream())
            .filter((line) -> line.at() <= horizon)
            .sorted(Comparator.comparingLong(Line::at))
            .toList();
        String remark = String.join(" ",
                pages.stream().map(PartPage::remark).filter((words) -> !words.isEmpty()).distinct().toList());
        if (horizon == Long.MAX_VALUE) {
            long end = lines.isEmpty() ? cursor.from() : lines.get(lines.size() - 1).at();
            return new LogPage(lines, Cursor.at(Math.max(end, cursor.from())).written(), false, remark);
        }
        return new LogPage(lines, next(cursor, horizon, pages).written(), true, remark);
    }

    private static long last(PartPage page) {
        return page.lines().get(page.lines().size() - 1).at();
    }

    /** A time is enough where the page came further in time. */
    private static Cursor next(Cursor cursor, long horizon, List<PartPage> pages) {
        if (horizon > cursor.from()) {
            return Cursor.at(horizon);
        }
        Map<Integer, String> tokens = new TreeMap<>();
        for (int index = 0; index < pages.size(); index++) {
            String token = pages.get(index).token();
            if (token != null) {
                tokens.put(index, token);
            }
        }
        return new Cursor(cursor.from(), tokens, "", 0);
    }

    private PartPage readPart(Connection connection, Part part, long from, @Nullable Long until,
            @Nullable String token) {
        FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder()
            .logGroupName(part.group())
            .startTime(Math.max(0, from))
            .endTime(until)
            .limit(A_CALL)
            .nextToken(token);
        if (!part.prefix().isEmpty()) {
            request.logStreamNamePrefix(part.prefix());
        }
        List<Line> lines = new ArrayList<>();
        @Nullable String next = token;
        try {
            for (int call = 0; call < CALLS && lines.isEmpty() && (call == 0 || next != null); call++) {
                FilterLogEventsResponse answer = this.clients.logs(connection.in(part.region()))
                    .filterLogEvents(request.nextToken(next).build());
                answer.events()
                    .stream()
                    .filter((event) -> part.has(event.logStreamName()))
                    .map(LogPages::line)
                    .forEach(lines::add);
                next = answer.nextToken();
            }
        }
        catch (ResourceNotFoundException ex) {
            return new PartPage(List.of(), null, "There is no log group " + part.group() + ".");
        }
        return new PartPage(lines, next, "");
    }

    private static Line line(FilteredLogEvent event) {
        return new Line(event.timestamp(), event.logStreamName(), event.eventId(), event.message());
    }

    private record PartPage(List<Line> lines, @Nullable String token, String remark) {
    }

}
