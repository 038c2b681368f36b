package dev.shipshape.localaws.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters of one kind of thing: all of them must hold, each by any of its values, in
 * which {@code *} and {@code ?} stand for other characters.
 *
 * @param <T> what is filtered
 */
final class Filters<T> {

    private final Map<String, Function<T, List<String>>> facts = new LinkedHashMap<>();

    /** A filter by something of which each thing has one. */
    Filters<T> by(String name, Function<T, @Nullable Object> fact) {
        return byAny(name, (thing) -> {
            Object value = fact.apply(thing);
            return (value != null) ? List.of(value.toString()) : List.of();
        });
    }

    /** A filter by something of which each thing has several. */
    Filters<T> byAny(String name, Function<T, List<String>> fact) {
        this.facts.put(name, fact);
        return this;
    }

    List<T> apply(List<T> things, List<Filter> filters) {
        return things.stream().filter((thing) -> filters.stream().allMatch((filter) -> holds(filter, thing))).toList();
    }

    private boolean holds(Filter filter, T thing) {
        if (filter.name() == null || filter.values().isEmpty()) {
            throw Ec2Errors.invalidValue("The filter '" + filter.name() + "' must have a name and a value");
        }
        List<String> values = known(filter.name()).apply(thing);
        return filter.values()
            .stream()
            .map(Filters::pattern)
            .anyMatch((pattern) -> values.stream().anyMatch((value) -> pattern.matcher(value).matches()));
    }

    /** Nothing here has tags, so a filter by tags finds nothing. */
    private Function<T, List<String>> known(String name) {
        Function<T, List<String>> fact = this.facts.get(name);
        if (fact == null && !name.startsWith("tag:") && !name.equals("tag-key")) {
            throw Ec2Errors.invalidValue("The filter '" + name + "' is invalid");
        }
        return (fact != null) ? fact : (thing) -> List.of();
    }

    private static Pattern pattern(String value) {
        String regex = Pattern.quote(value).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex);
    }

}
