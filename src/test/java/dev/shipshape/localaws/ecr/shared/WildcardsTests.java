package dev.shipshape.localaws.ecr.shared;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class WildcardsTests {

    @ParameterizedTest
    @CsvSource({ "prod*, prod, true", "prod*, prod-1, true", "prod*, preprod, false", "*, anything, true",
            "a*b*c, abc, true", "a*b*c, a1b2c, true", "a*b*c, a1c2b, false", "*-rc*, 1.0-rc1, true", "web, web, true",
            "web, web2, false", "**, x, true", "a.c, abc, false" })
    void aStarStandsForAnything(String pattern, String text, boolean fits) {
        assertThat(Wildcards.fits(pattern, text)).isEqualTo(fits);
    }

    @Test
    void manyStarsCostLittle() {
        assertTimeoutPreemptively(Duration.ofSeconds(1),
                () -> assertThat(Wildcards.fits("*a".repeat(127) + "*b", "a".repeat(255))).isFalse());
    }

}
