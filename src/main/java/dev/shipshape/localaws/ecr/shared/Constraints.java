package dev.shipshape.localaws.ecr.shared;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.localaws.oci.content.Repositories;
import org.jspecify.annotations.Nullable;

/**
 * The lengths, ranges, patterns and values of ECR's model, in the words in which ECR
 * refuses what does not keep to them. What is not given is not checked here.
 */
public final class Constraints {

    /** How ECR's refusals write the pattern of a repository's name. */
    private static final String NAME = "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";

    private Constraints() {
    }

    /** A repository's name. */
    public static void repositoryName(String member, String name) {
        length(member, name, 2, 256);
        if (!Repositories.NAME.matcher(name).matches()) {
            throw EcrErrors.invalid(member, "must satisfy regular expression '" + NAME + "'");
        }
    }

    /** How many characters a text has. */
    public static void length(String member, @Nullable String text, int least, int most) {
        if (text != null && text.length() < least) {
            throw EcrErrors.invalid(member, "must have length greater than or equal to " + least);
        }
        if (text != null && text.length() > most) {
            throw EcrErrors.invalid(member, "must have length less than or equal to " + most);
        }
    }

    /** How many members a list has. */
    public static void size(String member, List<?> list, int least, int most) {
        if (list.size() < least) {
            throw EcrErrors.invalid(member, "must have length greater than or equal to " + least);
        }
        if (list.size() > most) {
            throw EcrErrors.invalid(member, "must have length less than or equal to " + most);
        }
    }

    /** Between which numbers a number lies. */
    public static void range(String member, @Nullable Integer number, int least, int most) {
        if (number != null && number < least) {
            throw EcrErrors.invalid(member, "must be greater than or equal to " + least);
        }
        if (number != null && number > most) {
            throw EcrErrors.invalid(member, "must be less than or equal to " + most);
        }
    }

    /** What a text looks like. */
    public static void pattern(String member, @Nullable String text, Pattern pattern) {
        if (text != null && !pattern.matcher(text).matches()) {
            throw EcrErrors.invalid(member, "must satisfy regular expression '" + pattern + "'");
        }
    }

    /**
     * A value that the model has.
     * @param given what the SDK made of it: its own stand-in for what it does not know
     */
    public static <E extends Enum<E>> void known(String member, @Nullable E given, E[] values) {
        if (given != null && given.name().equals("UNKNOWN_TO_SDK_VERSION")) {
            throw EcrErrors.invalid(member,
                    "Member must satisfy enum value set: " + Stream.of(values)
                        .filter((value) -> !value.name().equals("UNKNOWN_TO_SDK_VERSION"))
                        .map(Enum::toString)
                        .collect(Collectors.joining(", ", "[", "]")));
        }
    }

}
