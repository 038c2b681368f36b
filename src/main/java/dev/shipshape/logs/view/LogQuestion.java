package dev.shipshape.logs.view;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What of a log is asked for, as it stands in the address.
 *
 * @param since how far back: a key of {@link #TIMES}; empty for the usual
 * @param include words of which a line has at least one, a {@code |} between them
 * @param exclude words of which a line has none
 * @param tz {@code utc} or {@code local}
 * @param wrap {@code on}, or {@code off} for one row a line
 * @param view {@code page} for lines without scripts
 * @param until the last moment of such a page, in milliseconds since 1970
 * @param after what an earlier answer named
 */
public record LogQuestion(String since, String include, String exclude, String tz, String wrap, String view,
        @Nullable Long until, @Nullable String after) {

    /** How far back one can look, with what it is called. */
    public static final Map<String, String> TIMES = times();

    private static final Map<String, Duration> BACK = Map.of("5m", Duration.ofMinutes(5), "1h", Duration.ofHours(1),
            "6h", Duration.ofHours(6), "1d", Duration.ofDays(1), "7d", Duration.ofDays(7));

    /**
     * Beginnings are rounded, so that those who come one after the other read the same.
     */
    private static final long GRID = 60_000;

    public LogQuestion(@Nullable String since, @Nullable String include, @Nullable String exclude, @Nullable String tz,
            @Nullable String wrap, @Nullable String view, @Nullable Long until, @Nullable String after) {
        this.since = TIMES.containsKey(orEmpty(since)) ? orEmpty(since) : "";
        this.include = orEmpty(include);
        this.exclude = orEmpty(exclude);
        this.tz = "local".equals(tz) ? "local" : "utc";
        this.wrap = "off".equals(wrap) ? "off" : "on";
        this.view = orEmpty(view);
        this.until = until;
        this.after = after;
    }

    private static Map<String, String> times() {
        Map<String, String> times = new LinkedHashMap<>();
        times.put("5m", "Last 5 minutes");
        times.put("1h", "Last hour");
        times.put("6h", "Last 6 hours");
        times.put("1d", "Last day");
        times.put("7d", "Last 7 days");
        times.put("all", "All that is kept");
        return times;
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text.strip() : "";
    }

    /** The same with the usual time where none was asked for. */
    LogQuestion orSince(String usual) {
        return this.since.isEmpty() ? new LogQuestion(usual, this.include, this.exclude, this.tz, this.wrap, this.view,
                this.until, this.after) : this;
    }

    LogFilter filter() {
        return LogFilter.of(this.include, this.exclude);
    }

    /** Where it begins, in milliseconds since 1970. */
    long from(Clock clock) {
        Duration back = BACK.get(this.since);
        return (back != null) ? (clock.millis() - back.toMillis()) / GRID * GRID : 0;
    }

    /** Whether it is asked for as a page that works without scripts. */
    public boolean plain() {
        return this.view.equals("page");
    }

}
