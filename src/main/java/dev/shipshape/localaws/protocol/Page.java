package dev.shipshape.localaws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A page of a sorted list. The token names the last key that was given, so that what
 * comes and goes between two pages neither repeats nor hides a neighbour.
 *
 * @param <T> what is listed
 * @param items the items of this page
 * @param nextToken the token for the rest, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

    /**
     * Cuts a page out of a list.
     * @param sorted everything, in ascending order of the key
     * @param key what the order goes by, different for each item
     * @param size how many at most
     * @param token the token of the call, or null for the first page
     * @param invalid the refusal of a token that this endpoint did not make
     */
    public static <T> Page<T> of(List<T> sorted, Function<T, String> key, int size, @Nullable String token,
            Supplier<AwsError> invalid) {
        return of(sorted, key, Comparator.naturalOrder(), size, token, invalid);
    }

    /** Cuts a page out of a list that is sorted otherwise. */
    public static <T> Page<T> of(List<T> sorted, Function<T, String> key, Comparator<String> order, int size,
            @Nullable String token, Supplier<AwsError> invalid) {
        List<T> rest = sorted;
        if (token != null) {
            String after = decode(token, invalid);
            rest = sorted.stream().filter((item) -> order.compare(key.apply(item), after) > 0).toList();
        }
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = List.copyOf(rest.subList(0, size));
        return new Page<>(items, token(key.apply(items.get(size - 1))));
    }

    /**
     * Reads a page off something that can be read from any key on, so that it costs a
     * page, however much follows.
     * @param from everything behind this key, ascending; from the beginning when null
     */
    public static Page<String> read(Function<@Nullable String, Iterator<String>> from, int size, @Nullable String token,
            Supplier<AwsError> invalid) {
        Iterator<String> keys = from.apply((token != null) ? decode(token, invalid) : null);
        List<String> items = new ArrayList<>();
        while (items.size() < size && keys.hasNext()) {
            items.add(keys.next());
        }
        return new Page<>(List.copyOf(items), keys.hasNext() ? token(items.get(size - 1)) : null);
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token, Supplier<AwsError> invalid) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        }
        catch (IllegalArgumentException ex) {
            throw invalid.get();
        }
    }

}
