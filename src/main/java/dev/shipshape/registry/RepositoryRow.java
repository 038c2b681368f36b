package dev.shipshape.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.shipshape.web.Download;
import org.jspecify.annotations.Nullable;

/**
 * A repository in the list.
 *
 * @param repository the repository
 * @param tally what is in it; null as long as it was not counted
 */
record RepositoryRow(Repository repository, @Nullable Tally tally) {

    /** The columns that only counting fills. */
    static final Map<String, Comparator<RepositoryRow>> COUNTED = Map.of("images",
            Comparator.comparingInt(RepositoryRow::images), "untagged",
            Comparator.comparingInt(RepositoryRow::untagged), "size", Comparator.comparingLong(RepositoryRow::bytes),
            "pushed", Comparator.comparing((row) -> (row.pushedAt() != null) ? row.pushedAt() : Instant.EPOCH));

    static final Map<String, Comparator<RepositoryRow>> ORDERS = orders();

    private static Map<String, Comparator<RepositoryRow>> orders() {
        Map<String, Comparator<RepositoryRow>> orders = new HashMap<>(COUNTED);
        orders.put("name", Comparator.comparing((row) -> row.repository().name()));
        orders.put("made", Comparator.comparing((row) -> row.repository().createdAt()));
        orders.put("tags", Comparator.comparing((row) -> row.repository().tagRule()));
        return Map.copyOf(orders);
    }

    /** Repositories as a file; what was not counted is null. */
    static Download file(List<RepositoryRow> rows) {
        Map<String, Function<RepositoryRow, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("name", (row) -> row.repository().name());
        columns.put("images", (row) -> row.counted() ? row.images() : null);
        columns.put("untagged", (row) -> row.counted() ? row.untagged() : null);
        columns.put("bytes", (row) -> row.counted() ? row.bytes() : null);
        columns.put("pushed", RepositoryRow::pushedAt);
        columns.put("tags", (row) -> row.repository().tagRule());
        columns.put("scanOnPush", (row) -> row.repository().scanned());
        columns.put("encryption", (row) -> row.repository().encryption());
        columns.put("made", (row) -> row.repository().createdAt());
        columns.put("uri", (row) -> row.repository().uri());
        columns.put("arn", (row) -> row.repository().arn());
        return Download.of("repositories", rows, columns);
    }

    /** What the list's filter looks at. */
    static Map<String, String> facts(Repository repository) {
        return Map.of("name", repository.name(), "tags", repository.immutable() ? "immutable" : "mutable", "scan",
                repository.scanned() ? "on-push" : "manual", "encryption", repository.encryption());
    }

    /** Whether its numbers are there. */
    public boolean counted() {
        return this.tally != null && this.tally.read();
    }

    /** How many images it has, an index counting as one. */
    public int images() {
        return (this.tally != null) ? this.tally.images() : 0;
    }

    /** How many of them have no tag, and no index needs them. */
    public int untagged() {
        return (this.tally != null) ? this.tally.untagged() : 0;
    }

    /** What they take at most. */
    public long bytes() {
        return (this.tally != null) ? this.tally.bytes() : 0;
    }

    /** When the last one was pushed; null if there is none. */
    public @Nullable Instant pushedAt() {
        return (this.tally != null) ? this.tally.pushedAt() : null;
    }

}
