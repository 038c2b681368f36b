package dev.shipshape.localaws.elb;

import java.util.List;
import java.util.function.Function;

import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;

/** Pages of 1 to 400. */
final class ElbPages {

    private ElbPages() {
    }

    static <T> Page<T> of(List<T> sorted, Function<T, String> key, @Nullable Integer asked, @Nullable String marker) {
        int size = (asked != null) ? asked : 400;
        if (size < 1 || size > 400) {
            throw ElbTables.invalid("1 validation error detected: Value '" + size + "' at 'pageSize' failed to satisfy "
                    + "constraint: Member must have value between 1 and 400");
        }
        return Page.of(sorted, key, size, marker, () -> ElbTables.invalid("The marker is invalid"));
    }

}
