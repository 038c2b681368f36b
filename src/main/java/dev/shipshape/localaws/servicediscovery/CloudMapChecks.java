package dev.shipshape.localaws.servicediscovery;

import java.util.Collection;

import dev.shipshape.localaws.protocol.AwsError;
import org.jspecify.annotations.Nullable;

/** Members that the service's model restricts, and how it refuses them. */
final class CloudMapChecks {

    private CloudMapChecks() {
    }

    static AwsError invalid(String message) {
        return new AwsError("InvalidInput", message);
    }

    static AwsError invalidToken() {
        return invalid("The NextToken is not valid.");
    }

    static AwsError duplicate(String operationId) {
        return new AwsError("DuplicateRequest", "Another operation is in progress on this resource: " + operationId)
            .with("DuplicateOperationId", operationId);
    }

    /** Pages of 1 to 100. */
    static int size(@Nullable Integer asked) {
        int size = (asked != null) ? asked : 100;
        range("maxResults", size, 1, 100);
        return size;
    }

    static void range(String member, @Nullable Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            throw invalid("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must have value " + ((value.longValue() < least)
                            ? "greater than or equal to " + least : "less than or equal to " + most));
        }
    }

    static void length(String member, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw invalid("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + most);
        }
    }

    static void matches(String member, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw invalid("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
    }

    /** Refuses a value that the model does not list. */
    static void oneOf(String member, @Nullable String value, Collection<?> known) {
        if (value != null && known.stream().noneMatch((one) -> one.toString().equals(value))) {
            throw invalid("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy enum value set: "
                    + known.stream().map(Object::toString).sorted().toList());
        }
    }

    static <T> T given(String member, @Nullable T value) {
        if (value == null) {
            throw invalid("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

}
