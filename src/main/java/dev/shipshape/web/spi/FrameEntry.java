package dev.shipshape.web.spi;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the frame.
 *
 * @param slot where it stands
 * @param order its place among the slot's entries, smallest first
 * @param label the word shown
 * @param href where it leads
 * @param icon the name of a Bootstrap icon, such as {@code box-seam}; null for none
 * @param note a short figure or remark beside the label, such as a count or a region;
 * null for none
 * @param post true if it is a button that posts to {@code href} (such as sign out)
 * instead of a link
 */
public record FrameEntry(Slot slot, int order, String label, String href, @Nullable String icon, @Nullable String note,
        boolean post) {

    /** Where an entry stands in the frame. */
    public enum Slot {

        /**
         * The rail's AWS places: overview, clusters, tasks, task definitions,
         * repositories.
         */
        PLACE,
        /** The rail's second part: clean-up, activity, labs, learn, settings. */
        HOUSE,
        /** The connection switcher; the current one is the context's. */
        CONNECTION,
        /**
         * The clean-up badge, at most one: label is the count, note the cost per hour.
         */
        BADGE,
        /**
         * The person at the top right, exactly one when signed in: label the name, note
         * the role.
         */
        PERSON,
        /** The person's menu. */
        MENU

    }

    /** A link. */
    public static FrameEntry link(Slot slot, int order, String label, String href, @Nullable String icon,
            @Nullable String note) {
        return new FrameEntry(slot, order, label, href, icon, note, false);
    }

}
