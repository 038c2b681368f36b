package dev.shipshape.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The life of something as one line with stations, drawn by {@code kit/life}: the times
 * between them stand on the line, the present one pulses while it moves, and where it
 * failed the line breaks.
 *
 * @param stations the stations from the first to the last
 * @param tone the colour of the present one
 */
public record Life(List<Station> stations, Status.Tone tone) {

    /**
     * Draws a life.
     * @param stops the stations' words, each with the moment at which it was reached, as
     * far as that is known
     * @param now the index of the present station
     * @param broken the index of the station at which it failed; -1 if it did not
     * @param tone the colour of the present station
     */
    public static Life of(List<Stop> stops, int now, int broken, Status.Tone tone) {
        List<Station> stations = new ArrayList<>();
        Instant last = null;
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            Instant at = (i <= now) ? stop.at() : null;
            Duration took = (last != null && at != null && !at.isBefore(last)) ? Duration.between(last, at) : null;
            stations.add(new Station(stop.word(), phase(i, now, broken, at), at, took));
            last = (at != null) ? at : last;
        }
        return new Life(List.copyOf(stations), tone);
    }

    private static Phase phase(int index, int now, int broken, @Nullable Instant at) {
        if (index == broken) {
            return Phase.BROKEN;
        }
        if (index == now) {
            return Phase.NOW;
        }
        if (index > now) {
            return Phase.AHEAD;
        }
        // past the break only what was really reached counts
        return (broken >= 0 && index > broken && at == null) ? Phase.SKIPPED : Phase.DONE;
    }

    /**
     * A station before it is drawn.
     *
     * @param word the state's word
     * @param at when it was reached; null if that is not known or has not happened
     */
    public record Stop(String word, @Nullable Instant at) {
    }

    /**
     * A station as it is drawn.
     *
     * @param word the state's word
     * @param phase how it stands to the present
     * @param at when it was reached
     * @param took how long the way from the station before took
     */
    public record Station(String word, Phase phase, @Nullable Instant at, @Nullable Duration took) {
    }

    /** How a station stands to the present. */
    public enum Phase {

        /** Passed. */
        DONE,
        /** Here. */
        NOW,
        /** Still to come. */
        AHEAD,
        /** It failed here. */
        BROKEN,
        /** Never reached, because it had failed before. */
        SKIPPED;

        /** The class name's last part. */
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a screen reader says after the word. */
        public String says() {
            return switch (this) {
                case DONE -> "passed";
                case NOW -> "now";
                case AHEAD -> "to come";
                case BROKEN -> "failed here";
                case SKIPPED -> "never reached";
            };
        }

    }

}
