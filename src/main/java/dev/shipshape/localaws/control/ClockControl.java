package dev.shipshape.localaws.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** {@code /_localaws/clock}: tells the endpoint's time, and moves it forwards. */
final class ClockControl implements Control {

    private static final String ALLOWED = "Give either advance, a duration above zero such as PT1H or P1D, or to, an "
            + "instant that is still to come such as 2030-01-01T00:00:00Z; the clock can be at most "
            + MovableClock.FURTHEST.toDays() + " days ahead.";

    private final MovableClock clock;

    ClockControl(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public Object get() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("now", this.clock.instant().toString());
        shown.put("ahead", this.clock.ahead().toString());
        return shown;
    }

    @Override
    public Object post(JsonNode body) {
        if (body.size() != 1) {
            throw BadControl.of(ALLOWED);
        }
        try {
            Duration forwards = body.has("advance") ? Duration.parse(body.path("advance").asString(""))
                    : Duration.between(this.clock.instant(), Instant.parse(body.path("to").asString("")));
            if (!this.clock.advance(forwards)) {
                throw BadControl.of(ALLOWED);
            }
        }
        catch (DateTimeException | ArithmeticException ex) {
            throw BadControl.of(ALLOWED);
        }
        return get();
    }

}
