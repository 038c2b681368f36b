package dev.shipshape.aws;

/** How much of a long list is waited for. */
public enum Extent {

    /**
     * All of it, however long that takes: for what must not miss anything, such as
     * whether something is in use.
     */
    WHOLE,

    /**
     * As far as it can be had while a page waits for its lists,
     * {@link GatheredReads#PATIENCE}; the page says what is missing. Where no page waits,
     * all of it.
     */
    IN_TIME

}
