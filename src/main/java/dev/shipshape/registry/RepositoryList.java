package dev.shipshape.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.Download;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Slice;
import org.springframework.stereotype.Component;

/**
 * A page of the list of repositories. Their numbers take calls for each repository, so
 * only those of the shown page are counted, unless the order is by a number.
 */
@Component
class RepositoryList {

    /** How long a page waits for numbers before it shows that they are to come. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** How long a file waits for them. */
    private static final Duration PATIENCE_FOR_A_FILE = Duration.ofSeconds(20);

    private final Repositories repositories;

    private final Tallies tallies;

    RepositoryList(Repositories repositories, Tallies tallies) {
        this.repositories = repositories;
        this.tallies = tallies;
    }

    Shown page(Connection connection, ListQuery query) {
        List<Repository> all = this.repositories.in(connection);
        List<Repository> kept = all.stream()
            .filter((repository) -> query.filter().matches(RepositoryRow.facts(repository)))
            .toList();
        if (RepositoryRow.COUNTED.containsKey(query.sort())) {
            List<RepositoryRow> rows = rows(connection, kept);
            return new Shown(Slice.of(rows, query, RepositoryRow.ORDERS), all.isEmpty(), missing(rows), unread(rows));
        }
        Slice<RepositoryRow> slice = Slice.of(
                kept.stream().map((repository) -> new RepositoryRow(repository, null)).toList(), query,
                RepositoryRow.ORDERS);
        List<RepositoryRow> rows = rows(connection, slice.rows().stream().map(RepositoryRow::repository).toList());
        return new Shown(new Slice<>(rows, slice.page(), slice.size(), slice.total()), all.isEmpty(), missing(rows),
                unread(rows));
    }

    /** All that the filter keeps, counted as far as that is possible in time. */
    Download file(Connection connection, ListQuery query) {
        List<Repository> kept = this.repositories.in(connection)
            .stream()
            .filter((repository) -> query.filter().matches(RepositoryRow.facts(repository)))
            .toList();
        Map<String, Tally> counted = this.tallies.of(connection, kept, PATIENCE_FOR_A_FILE);
        List<RepositoryRow> rows = kept.stream()
            .map((repository) -> new RepositoryRow(repository, counted.get(repository.name())))
            .toList();
        return RepositoryRow.file(query.ordered(rows, RepositoryRow.ORDERS));
    }

    /** Rows of these, counted as far as that is possible while a page waits. */
    List<RepositoryRow> rows(Connection connection, List<Repository> repositories) {
        Map<String, Tally> counted = this.tallies.of(connection, repositories, PATIENCE);
        return repositories.stream()
            .map((repository) -> new RepositoryRow(repository, counted.get(repository.name())))
            .toList();
    }

    private static int missing(List<RepositoryRow> rows) {
        return (int) rows.stream().filter((row) -> row.tally() == null).count();
    }

    private static List<String> unread(List<RepositoryRow> rows) {
        return rows.stream()
            .filter((row) -> row.tally() != null && !row.tally().read())
            .map((row) -> row.repository().name() + ": " + row.tally().problem())
            .toList();
    }

    /**
     * What the page shows.
     *
     * @param rows the rows of the page
     * @param none whether the connection has no repository at all
     * @param missing how many are still being counted
     * @param unread of which AWS did not tell the numbers, and why
     */
    record Shown(Slice<RepositoryRow> rows, boolean none, int missing, List<String> unread) {
    }

}
