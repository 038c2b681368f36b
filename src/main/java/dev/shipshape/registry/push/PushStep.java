package dev.shipshape.registry.push;

/**
 * One step of a push that is done.
 *
 * @param kind what was pushed
 * @param digest its digest
 * @param size its size in bytes
 * @param outcome whether it had to be sent
 */
public record PushStep(Kind kind, String digest, long size, Outcome outcome) {

    /** What an image is made of. */
    public enum Kind {

        /** A layer or a configuration. */
        BLOB,
        /** A platform's manifest, or the index of them all. */
        MANIFEST

    }

    /** What became of it. */
    public enum Outcome {

        /** It was sent. */
        SENT,
        /** The repository had it already. */
        ALREADY_THERE

    }

}
