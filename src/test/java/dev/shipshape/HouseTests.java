package dev.shipshape;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Verifies that rooms use only what their package-info allows. */
class HouseTests {

    @Test
    void roomsKeepToTheirRules() {
        ApplicationModules.of(Shipshape.class).verify();
    }

}
