package dev.shipshape.localaws.ec2.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The filters of one kind of thing: all of them must hold, each by any of its values, in
 * which {@code *} and {@code ?} stand for other characters and a backslash takes that
 * away (EC2 user guide, "List and filter your resources").
 *
 * @param <T> what is filtered
 */
public final class Filters<T> {

    private static final int MOST_VALUES = 200;

    private final Map<String, Function<T, List<String>>> facts = new LinkedHashMap<>();

    private Function<T, List<Tag>> tags = (thing) -> List.of();

    /** A filter by something of which each thing has one. */
    public Filters<T> by(String name, Function<T, @Nullable Object> fact) {
        return byAny(name, (thing) -> {
            Object value = fact.apply(thing);
            return (value != null) ? List.of(value.toString()) : List.of();
        });
    }

    /** A filter by something of which each thing has several. */
    public Filters<T> byAny(String name, Function<T, List<String>> fact) {
        this.facts.put(name, fact);
        return this;
    }

    /** The filters {@code tag:KEY}, {@code tag-key} and {@code tag-value}. */
    public Filters<T> byTags(Function<T, List<Tag>> of) {
        this.tags = of;
        byAny("tag-key", (thing) -> of.apply(thing).stream().map(Tag::key).toList());
        return byAny("tag-value", (thing) -> of.apply(thing).stream().map(Tag::value).toList());
    }

    /** Those for which all filters hold, in the order that they came in. */
    public List<T> apply(List<T> things, List<Filter> filters) {
        List<Predicate<T>> asked = filters.stream().map(this::predicate).toList();
        return things.stream().filter((thing) -> asked.stream().allMatch((one) -> one.test(thing))).toList();
    }

    private Predicate<T> predicate(Filter filter) {
        String name = filter.name();
        if (name == null || filter.values().isEmpty()) {
            throw Ec2Errors.invalidValue("The filter '" + name + "' must have a name and a value");
        }
        if (filter.values().size() > MOST_VALUES) {
            throw new dev.shipshape.localaws.protocol.AwsError("FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is " + MOST_VALUES);
        }
        Function<T, List<String>> fact = known(name);
        List<Pattern> patterns = filter.values().stream().map(Filters::pattern).toList();
        return (thing) -> fact.apply(thing)
            .stream()
            .anyMatch((value) -> patterns.stream().anyMatch((pattern) -> pattern.matcher(value).matches()));
    }

    private Function<T, List<String>> known(String name) {
        if (name.startsWith("tag:")) {
            String key = name.substring(4);
            return (thing) -> this.tags.apply(thing)
                .stream()
                .filter((tag) -> tag.key().equals(key))
                .map(Tag::value)
                .toList();
        }
        Function<T, List<String>> fact = this.facts.get(name);
        if (fact == null) {
            throw Ec2Errors.invalidValue("The filter '" + name + "' is invalid");
        }
        return fact;
    }

    private static Pattern pattern(String value) {
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character == '\\' && index + 1 < value.length()) {
                index++;
                regex.append(Pattern.quote(String.valueOf(value.charAt(index))));
            }
            else if (character == '*' || character == '?') {
                regex.append((character == '*') ? ".*" : ".");
            }
            else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

}
