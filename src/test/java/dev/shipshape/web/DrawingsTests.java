package dev.shipshape.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.web.Life.Phase;
import dev.shipshape.web.Life.Station;
import dev.shipshape.web.Life.Stop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrawingsTests {

    private static final Instant START = Instant.parse("2026-11-23T15:30:00Z");

    @Test
    void aLifeTellsTheTimesBetweenItsStationsUpToThePresent() {
        Life life = Life.of(List.of(new Stop("Pending", START), new Stop("Running", START.plusSeconds(15)),
                new Stop("Stopped", START.plusSeconds(99))), 1, -1, Status.Tone.RUNNING);
        assertThat(life.stations()).extracting(Station::phase).containsExactly(Phase.DONE, Phase.NOW, Phase.AHEAD);
        assertThat(life.stations()).extracting(Station::took).containsExactly(null, Duration.ofSeconds(15), null);
    }

    @Test
    void aLifeBreaksWhereItFailedAndSkipsWhatItNeverReached() {
        Life life = Life.of(List.of(new Stop("Provisioning", START), new Stop("Pending", START.plusSeconds(2)),
                new Stop("Running", null), new Stop("Stopping", START.plusSeconds(5)),
                new Stop("Stopped", START.plusSeconds(9))), 4, 1, Status.Tone.FAILED);
        assertThat(life.stations()).extracting(Station::phase)
            .containsExactly(Phase.DONE, Phase.BROKEN, Phase.SKIPPED, Phase.DONE, Phase.NOW);
        assertThat(life.stations().get(3).took()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theTideFallsByWhatEachStepFreesAndIsClearAtZeroOnly() {
        BigDecimal half = new BigDecimal("0.05");
        Tide tide = new Tide(new BigDecimal("0.10"),
                List.of(new Tide.Step(half, true), new Tide.Step(null, false), new Tide.Step(half, false)));
        assertThat(tide.now()).isEqualByComparingTo("0.05");
        assertThat(tide.end()).isEqualByComparingTo("0");
        assertThat(tide.clear()).isFalse();
        assertThat(tide.line()).startsWith("M0.0 6.0").endsWith("333.3 53.0");
        assertThat(tide.ahead()).startsWith("M333.3 53.0").endsWith("1000.0 100.0");
        assertThat(new Tide(half, List.of(new Tide.Step(half, true))).clear()).isTrue();
        assertThat(new Tide(half, List.of(new Tide.Step(null, true))).clear()).as("price unknown").isFalse();
    }

}
