package dev.shipshape.localaws.iam;

import java.util.List;
import java.util.function.Function;

import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;

/** Pages of 1 to 1000 items, of 100 when not asked. */
final class Pages {

    private Pages() {
    }

    static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable Integer maxItems,
            @Nullable String marker) {
        int size = (maxItems != null) ? maxItems : 100;
        if (size < 1 || size > 1000) {
            throw IamErrors.invalid("maxItems", "Member must have a value between 1 and 1000");
        }
        return Page.of(sorted, key, size, marker,
                () -> IamErrors.invalid("marker", "Member must be a marker of an earlier answer"));
    }

}
