package dev.shipshape.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How figures, names and times are written, the same on every page. Templates reach it as
 * {@code #kit}, which adds icons and the page's own address.
 */
public class Formats {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.UK)
        .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK)
        .withZone(ZoneOffset.UTC);

    private static final String[] UNITS = { "KB", "MB", "GB", "TB", "PB" };

    /** A size in decimal units, as registries show it: {@code 54.3 MB}. */
    public String bytes(@Nullable Long bytes) {
        if (bytes == null) {
            return "–";
        }
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Dollars: four places below a dollar, where they matter, else two. */
    public String money(@Nullable BigDecimal dollars) {
        if (dollars == null) {
            return "price unknown";
        }
        if (dollars.signum() == 0) {
            return "$0.00";
        }
        int places = (dollars.abs().compareTo(BigDecimal.ONE) < 0) ? 4 : 2;
        BigDecimal rounded = dollars.abs().setScale(places, RoundingMode.HALF_UP);
        String sign = (dollars.signum() < 0) ? "−" : "";
        return (rounded.signum() == 0) ? "under $0.0001" : sign + "$" + rounded.toPlainString();
    }

    /** What something costs while it stands: {@code $0.0741/h}. */
    public String perHour(@Nullable BigDecimal dollars) {
        return (dollars == null) ? "price unknown" : money(dollars) + "/h";
    }

    /**
     * A figure with its noun: {@code 1 task}, {@code 0 tasks}, {@code 2 repositories}.
     */
    public String count(long number, String noun) {
        return number + " " + ((number == 1) ? noun : plural(noun));
    }

    /** The part of an ARN that tells it apart: what follows the last slash or colon. */
    public String shortArn(@Nullable String arn) {
        if (arn == null) {
            return "–";
        }
        String resource = arn.substring(arn.lastIndexOf('/') + 1);
        return arn.contains("/") ? resource : resource.substring(resource.lastIndexOf(':') + 1);
    }

    /** A name as short as tells it apart: of a task's id the first twelve digits. */
    public String shortName(String name) {
        return name.matches("[0-9a-f]{32}") ? name.substring(0, 12) : name;
    }

    /** A digest's first twelve digits, without the algorithm. */
    public String shortDigest(@Nullable String digest) {
        if (digest == null) {
            return "–";
        }
        String digits = digest.substring(digest.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }

    /** A length of time in its two largest units: {@code 42 s}, {@code 2 h 5 min}. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "–";
        }
        long seconds = Math.abs(duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return pair(seconds / 86400, "d", seconds % 86400 / 3600, "h");
    }

    /** A moment in full, in UTC: {@code 23 Nov 2026 15:30:05 UTC}. */
    public String moment(@Nullable Instant instant) {
        return (instant == null) ? "–" : MOMENT.format(instant);
    }

    /** The time of day of a moment, in UTC. */
    public String clock(@Nullable Instant instant) {
        return (instant == null) ? "–" : CLOCK.format(instant);
    }

    private static String pair(long first, String firstUnit, long second, String secondUnit) {
        return first + " " + firstUnit + ((second == 0) ? "" : " " + second + " " + secondUnit);
    }

    /** The plural of a noun of ours. */
    public String plural(String noun) {
        if (noun.matches(".*[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun.matches(".*(s|x|ch|sh)") ? noun + "es" : noun + "s";
    }

}
