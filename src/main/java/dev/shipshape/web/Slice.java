package dev.shipshape.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One page of a list.
 *
 * @param <T> what a row is
 * @param rows the rows of this page
 * @param page which page, from 1
 * @param size the rows that a page takes at most
 * @param total the rows of all pages
 */
public record Slice<T>(List<T> rows, int page, int size, int total) {

    /**
     * Cuts one page out of a list. A page past the end is the last one.
     * @param all all rows, filtered and in order
     * @param page from 1
     * @param size rows a page
     */
    public static <T> Slice<T> of(List<T> all, int page, int size) {
        int last = Math.max(1, (all.size() + size - 1) / size);
        int shown = Math.min(Math.max(1, page), last);
        int from = (shown - 1) * size;
        return new Slice<>(List.copyOf(all.subList(from, Math.min(from + size, all.size()))), shown, size, all.size());
    }

    /**
     * Orders and cuts a list as it was asked for. The filter has been applied before, by
     * the room, which knows its facts.
     * @param all all rows that the filter keeps, in the list's own order
     * @param query what was asked
     * @param orders the columns that can be ordered by, as the address names them
     */
    public static <T> Slice<T> of(List<T> all, ListQuery query, Map<String, Comparator<T>> orders) {
        return of(query.ordered(all, orders), query.page(), query.size());
    }

    /** How many pages there are, at least one. */
    public int pages() {
        return Math.max(1, (this.total + this.size - 1) / this.size);
    }

    /** The number of the first row shown, from 1; 0 if there is none. */
    public int first() {
        return (this.total == 0) ? 0 : (this.page - 1) * this.size + 1;
    }

    /** The number of the last row shown. */
    public int last() {
        return (this.page - 1) * this.size + this.rows.size();
    }

    /** True if there is nothing to show. */
    public boolean isEmpty() {
        return this.rows.isEmpty();
    }

}
