package dev.shipshape.localaws.ecr;

import java.util.List;
import java.util.function.Function;

import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;

/** ECR's paging: 100 a page unless asked, at most 1000; none where ids are given. */
final class Pages {

    private static final int DEFAULT = 100;

    private static final int MOST = 1000;

    private static final int MOST_IDS = 100;

    private Pages() {
    }

    static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable Integer size, @Nullable String token) {
        if (size != null && (size < 1 || size > MOST)) {
            throw EcrErrors.invalid("maxResults", "must be between 1 and " + MOST);
        }
        return Page.of(sorted, key, (size != null) ? size : DEFAULT, token,
                () -> EcrErrors.invalid("nextToken", "must be one that an answer gave"));
    }

    static void refuseWith(String member, List<?> ids, @Nullable Integer size, @Nullable String token) {
        if (size != null || token != null) {
            throw EcrErrors.invalid("maxResults", "must not be given with " + member);
        }
        checkCount(member, ids);
    }

    static void checkCount(String member, List<?> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw EcrErrors.invalid(member, "must have between 1 and " + MOST_IDS + " members");
        }
    }

}
