package dev.shipshape.web;

/**
 * A state as it is shown: always a word, with a dot and a colour beside it.
 *
 * @param word the word, such as {@code Running}
 * @param tone what the colour says
 */
public record Status(String word, Tone tone) {

    /** On the way nowhere, as it should be: {@code Running}, {@code Active}. */
    public static Status running(String word) {
        return new Status(word, Tone.RUNNING);
    }

    /** On the way up: {@code Provisioning}. */
    public static Status moving(String word) {
        return new Status(word, Tone.MOVING);
    }

    /** On the way down: {@code Draining}. */
    public static Status waiting(String word) {
        return new Status(word, Tone.WAITING);
    }

    /** Ended as it should. */
    public static Status stopped(String word) {
        return new Status(word, Tone.STOPPED);
    }

    /** Ended as it should not. */
    public static Status failed(String word) {
        return new Status(word, Tone.FAILED);
    }

    /** AWS could not be asked. */
    public static Status unknown() {
        return new Status("Unknown", Tone.UNKNOWN);
    }

    /** What a colour says. */
    public enum Tone {

        /** Green. */
        RUNNING,
        /** Blue, pulsing: on the way up. */
        MOVING,
        /** Amber: on the way down, or waiting for a person. */
        WAITING,
        /** Grey. */
        STOPPED,
        /** Red. */
        FAILED,
        /** A dashed grey ring. */
        UNKNOWN;

        /** The class name's last part: {@code ss-status-moving}. */
        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

    }

}
