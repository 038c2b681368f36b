package dev.shipshape.cleanup.channels;

import java.io.Serial;

/** A channel of the settings that cannot be one; it ends the start. */
final class WrongChannel extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String advice;

    WrongChannel(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    /** What to write instead, a sentence. */
    String advice() {
        return this.advice;
    }

}
