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
        ElbChecks.range("pageSize", size, 1, 400);
        return Page.of(sorted, key, size, marker, () -> ElbTables.invalid("The marker is invalid"));
    }

}
