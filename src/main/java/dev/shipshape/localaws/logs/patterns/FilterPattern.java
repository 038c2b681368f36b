package dev.shipshape.localaws.logs.patterns;

import dev.shipshape.localaws.protocol.AwsError;
import org.jspecify.annotations.Nullable;

/**
 * Which lines to show (CloudWatch Logs user guide, "Filter pattern syntax"). Case counts.
 */
@FunctionalInterface
public interface FilterPattern {

    /** Whether the line is one of them. */
    boolean matches(String line);

    /**
     * Reads a pattern: {@code {…}} for JSON, {@code […]} for lines of columns, anything
     * else for terms; nothing matches every line.
     * @throws AwsError when it is none
     */
    static FilterPattern parse(@Nullable String text) {
        String pattern = (text != null) ? text.strip() : "";
        if (pattern.startsWith("{")) {
            return JsonPattern.parse(pattern);
        }
        if (pattern.startsWith("[")) {
            return ColumnPattern.parse(pattern);
        }
        return TermPattern.parse(pattern);
    }

    /** The refusal of a text that is no pattern. */
    static AwsError invalid(String why) {
        return new AwsError("InvalidParameterException", "Invalid filter pattern: " + why);
    }

}
