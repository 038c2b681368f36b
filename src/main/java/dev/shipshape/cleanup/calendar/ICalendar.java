package dev.shipshape.cleanup.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes iCalendar (RFC 5545): CRLF, escaped texts, lines of at most 75 octets. */
final class ICalendar {

    private static final int LONGEST = 75;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
        .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    private ICalendar() {
    }

    /**
     * A calendar.
     * @param name what it is called
     * @param now when it is read
     * @param events what stands in it
     */
    static String of(String name, Instant now, List<Event> events) {
        ICalendar calendar = new ICalendar();
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line("PRODID:-//Shipshape//Expiry//EN");
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("METHOD:PUBLISH");
        calendar.line("X-WR-CALNAME:" + escaped(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        for (Event event : events) {
            calendar.line("BEGIN:VEVENT");
            calendar.line("UID:" + event.uid());
            calendar.line("DTSTAMP:" + TIME.format(now));
            calendar.line("DTSTART:" + TIME.format(event.at()));
            calendar.line("SUMMARY:" + escaped(event.summary()));
            calendar.line("LOCATION:" + escaped(event.location()));
            calendar.line("DESCRIPTION:" + escaped(event.description()));
            calendar.line("TRANSP:TRANSPARENT");
            calendar.line("END:VEVENT");
        }
        calendar.line("END:VCALENDAR");
        return calendar.text.toString();
    }

    /** Folded between characters, never inside one; a space begins the rest. */
    private void line(String line) {
        int octets = 0;
        int[] characters = line.codePoints().toArray();
        for (int character : characters) {
            String next = Character.toString(character);
            int length = next.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LONGEST) {
                this.text.append("\r\n ");
                octets = 1;
            }
            this.text.append(next);
            octets += length;
        }
        this.text.append("\r\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replaceAll("\r\n|\r|\n", "\\\\n")
            .replaceAll("\\p{Cntrl}", "");
    }

    /**
     * Something that happens at a moment.
     *
     * @param uid stays the same when the moment moves
     * @param at when
     * @param summary what
     * @param location where
     * @param description what more there is to say
     */
    record Event(String uid, Instant at, String summary, String location, String description) {
    }

}
