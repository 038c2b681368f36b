package dev.shipshape.localaws.logs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The part of a stream that one GetLogEvents shows. A token names the gap before or
 * behind a line. At an end of the stream the token that was given comes back, which is
 * how callers know the end.
 *
 * @param lines the lines, oldest first
 * @param forward the token for what comes behind them
 * @param backward the token for what stands before them
 */
record Window(List<Event> lines, String forward, String backward) {

    private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{38})/s");

    static Window of(List<Event> all, int limit, @Nullable String token, boolean fromHead) {
        if (token == null) {
            return of(fromHead ? first(all, limit) : last(all, limit), Event.place(0, 0));
        }
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            throw LogErrors.invalidToken();
        }
        String gap = parts.group(2);
        // A gap has the name of the line before it, so going forwards takes what is
        // behind that line, and going backwards the line and what is before it.
        return parts.group(1).equals("f")
                ? of(first(all.stream().filter((event) -> event.place().compareTo(gap) > 0).toList(), limit), gap)
                : of(last(all.stream().filter((event) -> event.place().compareTo(gap) <= 0).toList(), limit), gap);
    }

    private static Window of(List<Event> lines, String gap) {
        if (lines.isEmpty()) {
            return new Window(lines, "f/" + gap + "/s", "b/" + gap + "/s");
        }
        Event first = lines.get(0);
        Event last = lines.get(lines.size() - 1);
        return new Window(lines, "f/" + last.place() + "/s",
                "b/" + Event.place(first.timestamp(), first.number() - 1) + "/s");
    }

    private static List<Event> first(List<Event> lines, int limit) {
        return lines.subList(0, Math.min(limit, lines.size()));
    }

    private static List<Event> last(List<Event> lines, int limit) {
        return lines.subList(Math.max(0, lines.size() - limit), lines.size());
    }

}
