package dev.shipshape.localaws.ecr.shared;

import java.util.List;
import java.util.function.Function;

import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;

/** ECR's paging: 100 a page unless asked, at most 1000; none where ids are given. */
public final class Pages {

    private static final int DEFAULT = 100;

    private static final int MOST = 1000;

    private static final int MOST_IDS = 100;

    private Pages() {
    }

    /** The page of a list that is sorted by the key. */
    public static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable Integer size,
            @Nullable String token) {
        return of(sorted, key, size, token, DEFAULT, MOST);
    }

    /** The page of a list that is sorted by the key, where another size is usual. */
    public static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable Integer size,
            @Nullable String token, int usual, int most) {
        Constraints.range("maxResults", size, 1, most);
        return Page.of(sorted, key, (size != null) ? size : usual, token,
                () -> EcrErrors.invalid("nextToken", "Invalid token"));
    }

    /** Refuses a page of what is named one by one. */
    public static void refuseWith(String member, List<?> ids, @Nullable Integer size, @Nullable String token) {
        if (size != null || token != null) {
            throw EcrErrors.invalid((size != null) ? "maxResults" : "nextToken",
                    "cannot be specified together with " + member);
        }
        checkCount(member, ids);
    }

    /** At most a hundred are named in one call. */
    public static void checkCount(String member, List<?> ids) {
        Constraints.size(member, ids, 1, MOST_IDS);
    }

}
