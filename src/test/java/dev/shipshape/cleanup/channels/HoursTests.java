package dev.shipshape.cleanup.channels;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** When people may be told; 23 November 2026 is a Monday. */
class HoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by day                             | 2026-11-23T10:00:00Z | 2026-11-23T10:00:00Z
            late in the evening                | 2026-11-23T21:00:00Z | 2026-11-24T06:00:00Z
            before dawn                        | 2026-11-24T03:00:00Z | 2026-11-24T06:00:00Z
            at the very end of quiet time      | 2026-11-24T06:00:00Z | 2026-11-24T06:00:00Z
            Friday night                       | 2026-11-27T22:00:00Z | 2026-11-30T06:00:00Z
            Sunday noon                        | 2026-11-29T11:00:00Z | 2026-11-30T06:00:00Z
            the Friday before summer time      | 2026-03-27T22:00:00Z | 2026-03-30T05:00:00Z
            the Friday before winter time      | 2026-10-23T21:00:00Z | 2026-10-26T06:00:00Z
            """)
    void quietTimeAndFreeDaysPutOff(String what, Instant from, Instant open) {
        assertThat(Hours.of(BERLIN, "22:00-07:00", "MON-FRI").open(from)).as(what).isEqualTo(open);
    }

    @Test
    void anHourThatSummerTimeLeavesOutEndsAfterIt() {
        Hours hours = Hours.of(BERLIN, "22:00-02:30", "MON-SUN");
        assertThat(hours.open(Instant.parse("2026-03-29T00:15:00Z"))).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void anHourThatWinterTimeRepeatsEndsOnceForAll() {
        Hours hours = Hours.of(BERLIN, "22:00-02:30", "MON-SUN");
        assertThat(hours.open(Instant.parse("2026-10-25T00:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(hours.open(Instant.parse("2026-10-25T01:10:00Z"))).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void withoutQuietHoursAnyTimeOfAWorkingDayDoes() {
        Hours hours = Hours.of(BERLIN, "", "SAT-MON,WED");
        Instant night = Instant.parse("2026-11-23T02:00:00Z");
        assertThat(hours.open(night)).isEqualTo(night);
        assertThat(hours.open(Instant.parse("2026-11-24T02:00:00Z"))).isEqualTo("2026-11-24T23:00:00Z");
    }

    @Test
    void theLastDigestIsOfTodayOrYesterday() {
        Hours hours = Hours.of(BERLIN, "", "MON-FRI");
        LocalTime eight = LocalTime.of(8, 0);
        assertThat(hours.last(eight, Instant.parse("2026-11-24T06:59:59Z"))).isEqualTo("2026-11-23T07:00:00Z");
        assertThat(hours.last(eight, Instant.parse("2026-11-24T07:00:00Z"))).isEqualTo("2026-11-24T07:00:00Z");
        assertThat(hours.last(eight, Instant.parse("2026-03-29T12:00:00Z"))).isEqualTo("2026-03-29T06:00:00Z");
    }

    @Test
    void whatCannotBeReadIsExplained() {
        assertThatExceptionOfType(WrongChannel.class).isThrownBy(() -> Hours.of(BERLIN, "at night", "MON-FRI"));
        assertThatExceptionOfType(WrongChannel.class).isThrownBy(() -> Hours.of(BERLIN, "22:00", "MON-FRI"));
        assertThatExceptionOfType(WrongChannel.class).isThrownBy(() -> Hours.of(BERLIN, "", "WORKDAYS"))
            .satisfies((wrong) -> assertThat(wrong.advice()).contains("MON-FRI"));
    }

}
