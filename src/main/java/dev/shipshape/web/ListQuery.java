package dev.shipshape.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a list is asked for: filter, order and page, all from the address, so that every
 * view can be bookmarked. A controller takes it as an argument; the parameters are
 * {@code q}, {@code sort} (a column, with a leading minus for descending), {@code page}
 * from 1 and {@code size}.
 *
 * @param filter which rows
 * @param sort the column, empty for the list's own order
 * @param descending true for the other way round
 * @param page from 1
 * @param size rows a page, 1 to 200
 */
public record ListQuery(Filter filter, String sort, boolean descending, int page, int size) {

    static final int DEFAULT_SIZE = 50;

    private static final int MAX_SIZE = 200;

    /** Reads the parameters; nonsense counts as absent. */
    static ListQuery of(@Nullable String q, @Nullable String sort, @Nullable String page, @Nullable String size) {
        String column = (sort != null) ? sort : "";
        boolean descending = column.startsWith("-");
        return new ListQuery(Filter.parse(q), descending ? column.substring(1) : column, descending,
                Math.max(1, number(page, 1)), Math.min(MAX_SIZE, Math.max(1, number(size, DEFAULT_SIZE))));
    }

    /**
     * All rows in the order that was asked for, on whichever page: what a file has.
     * @param rows all rows that the filter keeps, in the list's own order
     * @param orders the columns that can be ordered by, as the address names them
     */
    public <T> List<T> ordered(List<T> rows, Map<String, Comparator<T>> orders) {
        Comparator<T> order = orders.get(this.sort);
        return (order == null) ? rows : rows.stream().sorted(this.descending ? order.reversed() : order).toList();
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null || !text.matches("\\d{1,6}")) {
            return otherwise;
        }
        return Integer.parseInt(text);
    }

}
