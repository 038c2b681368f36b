package dev.shipshape.localaws.control;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One address below {@code /_localaws}. What a method gives is written as JSON; nothing
 * is 204.
 */
interface Control {

    default Object get() {
        throw unsupported("GET");
    }

    default @Nullable Object post(JsonNode body) {
        throw unsupported("POST");
    }

    /**
     * Takes back.
     * @param which what follows the address, such as an id; empty for all
     */
    default void delete(String which) {
        throw unsupported("DELETE");
    }

    private static BadControl unsupported(String method) {
        return new BadControl(405, "This address does not answer " + method + ".");
    }

}
