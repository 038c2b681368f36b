package dev.shipshape.localaws.elb;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** Members whose values the service's model lays down. */
final class ElbChecks {

    private ElbChecks() {
    }

    /** Refuses a value that the model does not list. */
    static void oneOf(String member, @Nullable String value, Collection<?> known) {
        if (value != null && known.stream().noneMatch((one) -> one.toString().equals(value))) {
            throw ElbTables.invalid("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy enum value set: "
                    + known.stream().map(Object::toString).sorted().toList());
        }
    }

    /** Refuses a number out of its range. */
    static void range(String member, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw ElbTables.invalid("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must have value "
                    + ((value < least) ? "greater than or equal to " + least : "less than or equal to " + most));
        }
    }

    /** What is there has to be there. */
    static <T> T given(String member, @Nullable T value) {
        if (value == null) {
            throw ElbTables.invalid("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

}
