package dev.shipshape.localaws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
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
        byte[] last = key.apply(items.get(size - 1)).getBytes(StandardCharsets.UTF_8);
        return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
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
