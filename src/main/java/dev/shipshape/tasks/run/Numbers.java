package dev.shipshape.tasks.run;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;

/** Whole numbers as they are typed. */
final class Numbers {

    private Numbers() {
    }

    /**
     * Reads a number.
     * @param label what it is called
     * @return null for nothing
     * @throws Problem about the field if it is none
     */
    static @Nullable Integer read(String field, String label, String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,7}")) {
            throw Problem.ofField(field, label + " is a whole number.");
        }
        return Integer.valueOf(text);
    }

}
