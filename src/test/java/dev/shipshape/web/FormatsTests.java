package dev.shipshape.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormatsTests {

    private final Formats formats = new Formats();

    @Test
    void sizesAreDecimal() {
        assertThat(this.formats.bytes(0L)).isEqualTo("0 B");
        assertThat(this.formats.bytes(999L)).isEqualTo("999 B");
        assertThat(this.formats.bytes(1000L)).isEqualTo("1.0 KB");
        assertThat(this.formats.bytes(999_999L)).isEqualTo("1.0 MB");
        assertThat(this.formats.bytes(54_321_000L)).isEqualTo("54.3 MB");
        assertThat(this.formats.bytes(Long.MAX_VALUE)).isEqualTo("9223.4 PB");
        assertThat(this.formats.bytes(null)).isEqualTo("–");
    }

    @Test
    void anUnknownPriceIsNotZero() {
        assertThat(this.formats.perHour(null)).isEqualTo("price unknown");
        assertThat(this.formats.perHour(BigDecimal.ZERO)).isEqualTo("$0.00/h");
        assertThat(this.formats.shortName("3d52caac21ea4ff5ae0f33a2afd0381d")).isEqualTo("3d52caac21ea");
        assertThat(this.formats.shortName("/ecs/two-tier")).isEqualTo("/ecs/two-tier");
        assertThat(this.formats.perHour(new BigDecimal("0.0173425"))).isEqualTo("$0.0173/h");
        assertThat(this.formats.money(new BigDecimal("0.00001"))).isEqualTo("under $0.0001");
        assertThat(this.formats.money(new BigDecimal("12.345"))).isEqualTo("$12.35");
        assertThat(this.formats.money(new BigDecimal("-0.5"))).isEqualTo("−$0.5000");
    }

    @Test
    void figuresAgreeWithTheirNoun() {
        assertThat(this.formats.count(1, "task")).isEqualTo("1 task");
        assertThat(this.formats.count(0, "task")).isEqualTo("0 tasks");
        assertThat(this.formats.count(2, "repository")).isEqualTo("2 repositories");
        assertThat(this.formats.count(2, "address")).isEqualTo("2 addresses");
        assertThat(this.formats.count(2, "day")).isEqualTo("2 days");
    }

    @Test
    void longNamesAreShortenedToWhatTellsThemApart() {
        assertThat(this.formats.shortArn("arn:aws:ecs:us-east-1:123456789012:task/demo/0123abcd"))
            .isEqualTo("0123abcd");
        assertThat(this.formats.shortArn("arn:aws:ecs:us-east-1:123456789012:task-definition/web:3"))
            .isEqualTo("web:3");
        assertThat(this.formats.shortArn("arn:aws:sns:us-east-1:123456789012:topic")).isEqualTo("topic");
        assertThat(this.formats.shortDigest("sha256:0123456789abcdef")).isEqualTo("0123456789ab");
        assertThat(this.formats.shortDigest("abc")).isEqualTo("abc");
    }

    @Test
    void timesAreToldInTheirTwoLargestUnits() {
        assertThat(this.formats.duration(Duration.ofMillis(900))).isEqualTo("0 s");
        assertThat(this.formats.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(this.formats.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(this.formats.duration(Duration.ofHours(2))).isEqualTo("2 h");
        assertThat(this.formats.duration(Duration.ofHours(51))).isEqualTo("2 d 3 h");
        assertThat(this.formats.moment(Instant.parse("2026-11-23T15:30:05Z"))).isEqualTo("23 Nov 2026 15:30:05 UTC");
        assertThat(this.formats.moment(null)).isEqualTo("–");
    }

}
