package dev.shipshape;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Says so where the browser tests are not compiled in, because the Maven profile
 * {@code browser} is off; in CI that is a failure.
 */
class BrowserTestsAreThereTests {

    private static final boolean THERE = ClassUtils.isPresent("dev.shipshape.HandsOnTests",
            BrowserTestsAreThereTests.class.getClassLoader());

    @Test
    void theHandsOnRunsInARealBrowser() {
        if (Boolean.getBoolean("shipshape.test.clients-required")) {
            assertThat(THERE).as("the profile `browser` is required here").isTrue();
        }
        assumeTrue(THERE, "Skipped: no Chromium at /usr/bin/chromium, so the browser tests are left out (-Pbrowser "
                + "-Dshipshape.test.chromium=… takes another)");
    }

}
