package dev.shipshape.cleanup.channels;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The hours in which people are told: not in quiet ones, and on working days only.
 *
 * @param zone the time zone of hours and days
 * @param quietFrom when quiet time begins; null for no quiet time
 * @param quietTo when quiet time ends, on the next day if it is not after the beginning
 * @param days the days on which people are told
 */
public record Hours(ZoneId zone, @Nullable LocalTime quietFrom, @Nullable LocalTime quietTo, Set<DayOfWeek> days) {

    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("EEE d MMM HH:mm z", Locale.UK);

    static Hours of(ZoneId zone, String quiet, String workingDays) {
        if (quiet.isBlank()) {
            return new Hours(zone, null, null, days(workingDays));
        }
        try {
            String[] parts = quiet.strip().split("-", -1);
            LocalTime from = LocalTime.parse(parts[0].strip());
            LocalTime to = LocalTime.parse(parts[1].strip());
            return new Hours(zone, from.equals(to) ? null : from, to, days(workingDays));
        }
        catch (DateTimeException | ArrayIndexOutOfBoundsException ex) {
            throw new WrongChannel("The quiet hours “" + quiet + "” cannot be read.",
                    "Write shipshape.notify.quiet like 22:00-07:00, or leave it empty.");
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            DayOfWeek day = day(ends[0], text);
            DayOfWeek last = day(ends[ends.length - 1], text);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String word, String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (word.strip().length() >= 3 && day.name().startsWith(word.strip())) {
                return day;
            }
        }
        throw new WrongChannel("The working days “" + text + "” cannot be read.",
                "Write shipshape.notify.working-days like MON-FRI or MON,WED,SAT.");
    }

    /** The first moment from this one on at which people may be told. */
    public Instant open(Instant from) {
        ZonedDateTime time = from.atZone(this.zone);
        while (true) {
            if (!this.days.contains(time.getDayOfWeek())) {
                time = time.toLocalDate().plusDays(1).atStartOfDay(this.zone);
            }
            else if (isQuiet(time.toLocalTime())) {
                time = quietEnd(time);
            }
            else {
                return time.toInstant();
            }
        }
    }

    private boolean isQuiet(LocalTime time) {
        if (this.quietFrom == null || this.quietTo == null) {
            return false;
        }
        boolean begun = !time.isBefore(this.quietFrom);
        boolean over = !time.isBefore(this.quietTo);
        return this.quietFrom.isBefore(this.quietTo) ? begun && !over : begun || !over;
    }

    private ZonedDateTime quietEnd(ZonedDateTime time) {
        LocalTime to = (this.quietTo != null) ? this.quietTo : LocalTime.MIDNIGHT;
        LocalDate day = time.toLocalTime().isBefore(to) ? time.toLocalDate() : time.toLocalDate().plusDays(1);
        ZonedDateTime end = day.atTime(to).atZone(this.zone);
        // the hour that autumn repeats has two ends; the first may be over
        return end.isAfter(time) ? end : end.withLaterOffsetAtOverlap();
    }

    /** The last moment of this time of day that is not after the present one. */
    public Instant last(LocalTime timeOfDay, Instant now) {
        ZonedDateTime time = now.atZone(this.zone);
        ZonedDateTime today = time.toLocalDate().atTime(timeOfDay).atZone(this.zone);
        return (today.isAfter(time) ? time.toLocalDate().minusDays(1).atTime(timeOfDay).atZone(this.zone) : today)
            .toInstant();
    }

    /** Whether people are told on the day of this moment. */
    public boolean isWorkingDay(Instant moment) {
        return this.days.contains(moment.atZone(this.zone).getDayOfWeek());
    }

    /** A moment in a person's words: {@code Tue 24 Nov 10:00 CET}. */
    public String words(Instant moment) {
        return WORDS.format(moment.atZone(this.zone));
    }

}
