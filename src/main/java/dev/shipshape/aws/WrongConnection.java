package dev.shipshape.aws;

import java.io.Serial;

/** A connection of the settings that cannot be one; it ends the start. */
final class WrongConnection extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String advice;

    WrongConnection(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    /** What to write instead, a sentence. */
    String advice() {
        return this.advice;
    }

}
