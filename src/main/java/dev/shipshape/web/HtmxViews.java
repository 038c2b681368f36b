package dev.shipshape.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;

/**
 * Which part of a template answers a request: the named fragment for HTMX, the whole page
 * for everyone else. HTMX's history restore and boosted links ask for the whole page too.
 */
public final class HtmxViews {

    private HtmxViews() {
    }

    /**
     * The view of one answer.
     * @param htmx what HTMX said about its request
     * @param view the template, such as {@code clusters/list}
     * @param fragment the fragment in it, such as {@code rows}
     * @return {@code clusters/list :: rows} or {@code clusters/list}
     */
    public static String of(HtmxRequest htmx, String view, String fragment) {
        return wantsFragment(htmx) ? view + " :: " + fragment : view;
    }

    /** True if the answer goes into a page that the person already has open. */
    public static boolean wantsFragment(HtmxRequest htmx) {
        return htmx.isHtmxRequest() && !htmx.isHistoryRestoreRequest() && !htmx.isBoosted();
    }

}
