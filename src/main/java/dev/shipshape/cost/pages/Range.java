package dev.shipshape.cost.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The times that costs are shown for. Days and months are those of UTC, as on AWS. */
enum Range {

    DAY("24h", "24 hours"), WEEK("7d", "7 days"), THIRTY("30d", "30 days"), MONTH("month", "this month");

    private final String word;

    private final String label;

    Range(String word, String label) {
        this.word = word;
        this.label = label;
    }

    static Range of(@Nullable String word) {
        return Arrays.stream(values()).filter((range) -> range.word.equals(word)).findFirst().orElse(DAY);
    }

    /** The word in addresses. */
    public String word() {
        return this.word;
    }

    /** What a person reads. */
    public String label() {
        return this.label;
    }

    /** Where each bucket begins, and where the last one ends. */
    List<Instant> buckets(Instant now) {
        return switch (this) {
            case DAY -> back(nextHour(now), Duration.ofHours(1), 24);
            case WEEK -> back(next(now, 6), Duration.ofHours(6), 28);
            case THIRTY -> back(next(now, 24), Duration.ofDays(1), 30);
            case MONTH -> month(now);
        };
    }

    private static List<Instant> back(Instant end, Duration step, int count) {
        List<Instant> starts = new ArrayList<>();
        for (int i = count; i >= 0; i--) {
            starts.add(end.minus(step.multipliedBy(i)));
        }
        return starts;
    }

    private static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    /** The end of the part of the day, of so many hours, that it is. */
    private static Instant next(Instant now, int hours) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        return time.truncatedTo(ChronoUnit.DAYS).plusHours((long) (time.getHour() / hours + 1) * hours).toInstant();
    }

    private static List<Instant> month(Instant now) {
        LocalDate first = beginOfMonth(now).atZone(ZoneOffset.UTC).toLocalDate();
        List<Instant> starts = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(first.plusMonths(1)); day = day.plusDays(1)) {
            starts.add(day.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return starts;
    }

    static Instant beginOfMonth(Instant now) {
        return now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
    }

    static Instant endOfMonth(Instant now) {
        return beginOfMonth(now).atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
    }

}
