package dev.shipshape.cleanup.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The calendar as RFC 5545 wants it, to the byte. */
class ICalendarTests {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void aCalendarIsWrittenToTheByte() {
        String text = ICalendar.of("Shipshape: ada", NOW,
                List.of(new ICalendar.Event("entry-1-expiry@shipshape", Instant.parse("2026-11-24T09:30:00Z"),
                        "Expires: service web", "sandbox, us-east-1", "Lines;\nand \\ signs, too")));
        assertThat(text).isEqualTo("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Shipshape//Expiry//EN
                CALSCALE:GREGORIAN
                METHOD:PUBLISH
                X-WR-CALNAME:Shipshape: ada
                REFRESH-INTERVAL;VALUE=DURATION:PT15M
                BEGIN:VEVENT
                UID:entry-1-expiry@shipshape
                DTSTAMP:20261123T100000Z
                DTSTART:20261124T093000Z
                SUMMARY:Expires: service web
                LOCATION:sandbox\\, us-east-1
                DESCRIPTION:Lines\\;\\nand \\\\ signs\\, too
                TRANSP:TRANSPARENT
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
    }

    @Test
    void linesAreFoldedAt75OctetsAndNeverInsideACharacter() {
        String summary = "Läuft ab: " + "Größe-€-🚢 ".repeat(20);
        String text = ICalendar.of("x", NOW, List.of(new ICalendar.Event("u", NOW, summary, "", "")));
        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
            assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(line);
        }
        assertThat(text.replace("\r\n ", "")).contains("SUMMARY:" + summary + "\r\n");
    }

}
