package dev.shipshape.audit.spi;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A resource of AWS as the ledger knows it. Its identity is the ARN plus the time of
 * creation: a newcomer with the same name is not the old one.
 *
 * @param kind the key of its {@link ResourceKind}, such as {@code cluster}
 * @param name what a person calls it; a task's id, a revision as {@code web:3}
 * @param scope the name of what it lies in, such as a task's cluster; null for none
 * @param arn AWS's name of it
 * @param createdAt when AWS says that it was made; null where AWS does not say
 * @param facts what its price depends on, such as {@code cpu} and {@code memory}; words
 * are those of the room that owns the kind
 */
public record Resource(String kind, String name, @Nullable String scope, String arn, @Nullable Instant createdAt,
        Map<String, String> facts) {

    /** A resource whose price depends on nothing but its kind. */
    public static Resource of(String kind, String name, @Nullable String scope, String arn,
            @Nullable Instant createdAt) {
        return new Resource(kind, name, scope, arn, createdAt, Map.of());
    }

    /**
     * Facts as a stored row keeps them: short words and numbers without separators, so a
     * line of pairs holds them.
     */
    public static String written(Map<String, String> facts) {
        return new TreeMap<>(facts).entrySet()
            .stream()
            .map((fact) -> fact.getKey() + "=" + fact.getValue())
            .collect(Collectors.joining(";"));
    }

    /** Facts from a stored row. */
    public static Map<String, String> read(String facts) {
        Map<String, String> map = new TreeMap<>();
        for (String fact : facts.split(";", -1)) {
            int equals = fact.indexOf('=');
            if (equals > 0) {
                map.put(fact.substring(0, equals), fact.substring(equals + 1));
            }
        }
        return map;
    }

}
