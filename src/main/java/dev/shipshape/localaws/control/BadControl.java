package dev.shipshape.localaws.control;

import java.io.Serial;

/** A control that cannot be carried out; the message says what is allowed. */
final class BadControl extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    BadControl(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static BadControl of(String message) {
        return new BadControl(400, message);
    }

    int status() {
        return this.status;
    }

    String message() {
        return String.valueOf(getMessage());
    }

}
