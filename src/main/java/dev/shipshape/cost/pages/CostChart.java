package dev.shipshape.cost.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.shipshape.cost.CostHistory.Line;
import dev.shipshape.web.Formats;
import org.jspecify.annotations.Nullable;

/**
 * Cost over time as columns, drawn on the server: across in percent of the width, so that
 * it fits every screen, and up in pixels, so that no word is stretched.
 *
 * @param columns the buckets of the time
 * @param series what the columns are made of, from the bottom up
 * @param levels the lines across, with their figures
 */
record CostChart(List<Column> columns, List<Series> series, List<Level> levels) {

    /** How high the columns may be, in pixels. */
    static final int HEIGHT = 200;

    private static final int TOP = 14;

    /** So many are told apart; the rest is one. */
    private static final int COLOURS = 5;

    private static final DateTimeFormatter HOUR = format("HH:mm");

    private static final DateTimeFormatter DAY = format("d MMM");

    private static final DateTimeFormatter DAY_AND_HOUR = format("d MMM HH:mm");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK).withZone(ZoneOffset.UTC);
    }

    /**
     * Draws lines.
     * @param lines what was spent, the dearest first
     * @param starts where the buckets begin, and where the last one ends
     * @param rate what all costs an hour at present, for the buckets to come; null where
     * that is unknown
     * @param now the present
     */
    static CostChart of(List<Line> lines, List<Instant> starts, @Nullable BigDecimal rate, Instant now) {
        List<Line> shown = new ArrayList<>(lines.subList(0, Math.min(lines.size(), COLOURS)));
        if (lines.size() > COLOURS) {
            List<Line> rest = lines.subList(COLOURS - 1, lines.size());
            shown.set(COLOURS - 1, Line.rest("the other " + rest.size(), rest));
        }
        int count = starts.size() - 1;
        List<BigDecimal> sums = new ArrayList<>();
        List<@Nullable BigDecimal> ahead = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int bucket = i;
            sums.add(shown.stream().map((line) -> line.buckets().get(bucket)).reduce(BigDecimal.ZERO, BigDecimal::add));
            Instant from = starts.get(i).isAfter(now) ? starts.get(i) : now;
            ahead.add(from.isBefore(starts.get(i + 1)) ? Forecast.over(rate, Duration.between(from, starts.get(i + 1)))
                    : null);
        }
        BigDecimal most = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            BigDecimal more = ahead.get(i);
            most = most.max((more != null) ? sums.get(i).add(more) : sums.get(i));
        }
        BigDecimal top = scale(most);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(column(shown, starts, i, top, ahead.get(i)));
        }
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            series.add(new Series(shown.get(i), "cs-colour-" + (i + 1)));
        }
        return new CostChart(columns, series, levels(top));
    }

    private static Column column(List<Line> lines, List<Instant> starts, int index, BigDecimal top,
            @Nullable BigDecimal ahead) {
        int count = starts.size() - 1;
        Instant start = starts.get(index);
        Instant end = starts.get(index + 1);
        String time = time(start, end);
        List<Bar> bars = new ArrayList<>();
        BigDecimal below = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal dollars = lines.get(i).buckets().get(index);
            if (dollars.signum() > 0) {
                bars.add(bar(below, dollars, top, "cs-colour-" + (i + 1),
                        time + ": " + lines.get(i).name() + " " + new Formats().money(dollars)));
                below = below.add(dollars);
            }
        }
        if (ahead != null && ahead.signum() > 0) {
            bars.add(bar(below, ahead, top, "cs-ahead",
                    time + ": " + new Formats().money(ahead) + " more, if all goes on as now"));
        }
        return new Column(percent(index, count, 0.14), percent(1, count, 0).replace("%", ""), time,
                label(start, index, starts), percent(index, count, 0.5), bars, below);
    }

    private static Bar bar(BigDecimal below, BigDecimal dollars, BigDecimal top, String colour, String title) {
        double y = pixels(below.add(dollars), top);
        return new Bar(number(y), number(Math.max(0.5, pixels(below, top) - y)), colour, title);
    }

    private static double pixels(BigDecimal dollars, BigDecimal top) {
        if (top.signum() == 0) {
            return TOP + HEIGHT;
        }
        return TOP + HEIGHT - dollars.divide(top, MathContext.DECIMAL32).doubleValue() * HEIGHT;
    }

    private static String percent(int index, int count, double inset) {
        return number(100.0 * (index + inset) / count) + "%";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String time(Instant start, Instant end) {
        if (Duration.between(start, end).compareTo(Duration.ofDays(1)) >= 0) {
            return DAY.format(start);
        }
        return DAY_AND_HOUR.format(start) + "–" + HOUR.format(end);
    }

    /** A word under some of the columns: so many as have room on a phone. */
    private static String label(Instant start, int index, List<Instant> starts) {
        int count = starts.size() - 1;
        boolean hours = Duration.between(starts.get(0), starts.get(1)).compareTo(Duration.ofHours(1)) == 0;
        int every = (count == 28) ? 8 : 6;
        boolean marked = (count > 28) ? index % 7 == 0 : index % every == 0;
        return marked ? (hours ? HOUR : DAY).format(start) : "";
    }

    /** The next round figure above: 1, 2 or 5 times a power of ten. */
    private static BigDecimal scale(BigDecimal most) {
        if (most.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(most.precision() - most.scale() - 1);
        for (String step : List.of("1", "2", "4", "5", "8")) {
            BigDecimal round = power.multiply(new BigDecimal(step));
            if (round.compareTo(most) >= 0) {
                return round;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }

    private static List<Level> levels(BigDecimal top) {
        List<Level> levels = new ArrayList<>();
        if (top.signum() > 0) {
            for (BigDecimal share : List.of(BigDecimal.ONE, new BigDecimal("0.5"))) {
                BigDecimal dollars = top.multiply(share);
                String y = number(pixels(dollars, top));
                levels.add(new Level(y, number(pixels(dollars, top) + 4), figure(dollars)));
            }
        }
        return levels;
    }

    /** A round figure without noughts that say nothing. */
    private static String figure(BigDecimal dollars) {
        BigDecimal plain = dollars.stripTrailingZeros();
        return "$" + ((plain.scale() <= 2)
                ? plain.setScale(Math.max(0, plain.scale() > 0 ? 2 : 0), RoundingMode.UNNECESSARY) : plain)
            .toPlainString();
    }

    /**
     * One bucket of the time.
     *
     * @param x where it begins
     * @param share its share of the width, in percent
     * @param time when it is
     * @param label the word under it; empty for most
     * @param middle where the word stands
     * @param bars what it is made of
     * @param dollars the sum
     */
    record Column(String x, String share, String time, String label, String middle, List<Bar> bars,
            BigDecimal dollars) {

        /** How wide it is drawn. */
        public String width() {
            return number(Double.parseDouble(this.share) * 0.72) + "%";
        }

    }

    /**
     * One part of a column.
     *
     * @param y its upper edge
     * @param height its height
     * @param colour the class that colours it
     * @param title what it says when it is pointed at
     */
    record Bar(String y, String height, String colour, String title) {
    }

    /**
     * What a colour stands for.
     *
     * @param line what was spent
     * @param colour the class that colours it
     */
    record Series(Line line, String colour) {
    }

    /**
     * A line across.
     *
     * @param y where it is
     * @param middle where its figure stands
     * @param figure its figure
     */
    record Level(String y, String middle, String figure) {
    }

}
