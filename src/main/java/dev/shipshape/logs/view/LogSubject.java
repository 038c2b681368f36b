package dev.shipshape.logs.view;

import java.util.List;

/**
 * Whose log it is.
 *
 * @param title what the page is called
 * @param file what a file of it is called, without its ending
 * @param address the page's address, perhaps with a query
 * @param crumbs the way to it
 * @param source where its lines lie
 * @param ended whether nothing more will be written
 * @param usual how far back is looked where nobody says: a key of
 * {@link LogQuestion#TIMES}
 * @param remark why there can be no lines; empty if there can
 */
public record LogSubject(String title, String file, String address, List<Crumb> crumbs, LogSource source, boolean ended,
        String usual, String remark) {

    /** The address of what belongs to the page, such as {@code lines}. */
    public String part(String name) {
        int query = this.address.indexOf('?');
        return (query < 0) ? this.address + "/" + name
                : this.address.substring(0, query) + "/" + name + this.address.substring(query);
    }

    /**
     * A step on the way to a page.
     *
     * @param label what it is called
     * @param href its address
     */
    public record Crumb(String label, String href) {
    }

}
