package dev.shipshape.cleanup.channels;

import org.jspecify.annotations.Nullable;

/** A message that a channel could not deliver; the message says why in plain words. */
public class Undelivered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Undelivered(String why, @Nullable Throwable cause) {
        super(why, cause);
    }

    /** Why, in plain words. */
    public String why() {
        return String.valueOf(getMessage());
    }

}
