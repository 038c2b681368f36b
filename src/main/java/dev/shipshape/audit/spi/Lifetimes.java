package dev.shipshape.audit.spi;

import java.time.Instant;

import dev.shipshape.audit.spi.Attribution.Who;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long what is made now may stand. Implemented by the room that reminds of it.
 */
@FunctionalInterface
public interface Lifetimes {

    /**
     * When something that is made now is to go.
     * @param who who makes it, and in which lab
     * @param kind the key of its kind
     * @param now when it is made
     * @return the moment, whole seconds; null if it may stand for ever
     */
    @Nullable Instant until(Who who, String kind, Instant now);

}
