package dev.shipshape.localaws.ecs.shared;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;

/** Pages of ARNs, of 1 to 100. */
public final class Pages {

    private Pages() {
    }

    /** A page of what can be read from any ARN on, in rising order. */
    public static Page<String> read(Function<@Nullable String, Iterator<String>> from, @Nullable Integer asked,
            int usual, @Nullable String token) {
        return Page.read(from, size(asked, usual), token, EcsErrors::invalidToken);
    }

    private static int size(@Nullable Integer asked, int usual) {
        int size = (asked != null) ? asked : usual;
        if (size < 1 || size > 100) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 100.");
        }
        return size;
    }

    /** A page of what is sorted in rising order. */
    public static Page<String> of(List<String> sorted, @Nullable Integer asked, int usual, @Nullable String token) {
        return of(sorted, asked, usual, token, false);
    }

    /** A page of what is sorted in rising or in falling order. */
    public static Page<String> of(List<String> sorted, @Nullable Integer asked, int usual, @Nullable String token,
            boolean descending) {
        Comparator<String> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Page.of(sorted, UnaryOperator.identity(), order, size(asked, usual), token, EcsErrors::invalidToken);
    }

}
