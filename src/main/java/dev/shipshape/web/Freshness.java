package dev.shipshape.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * How old what a page shows is, and what it could not be given in time. Whoever reads for
 * a page notes it here; the frame shows the oldest of it on every page, and a page in
 * motion asks again as long as something is missing. Where no request is being answered,
 * nothing is noted.
 */
public final class Freshness {

    private static final String ATTRIBUTE = Freshness.class.getName();

    private @Nullable Instant oldest;

    private final List<String> missing = new ArrayList<>();

    private Freshness() {
    }

    /** Notes that something on the page was read at this time. */
    public static void readAt(Instant time) {
        Freshness current = current();
        if (current != null) {
            synchronized (current) {
                current.oldest = (current.oldest == null || time.isBefore(current.oldest)) ? time : current.oldest;
            }
        }
    }

    /**
     * Notes that something on the page is not all that there is.
     * @param words what is missing, such as
     * {@code 1,200 of 10,000 tasks were read so far}
     */
    public static void missing(String words) {
        Freshness current = current();
        if (current != null) {
            synchronized (current) {
                if (!current.missing.contains(words)) {
                    current.missing.add(words);
                }
            }
        }
    }

    /** When the oldest of what the page shows was read; null if nothing was read. */
    public static @Nullable Instant oldest() {
        Freshness current = current();
        if (current == null) {
            return null;
        }
        synchronized (current) {
            return current.oldest;
        }
    }

    /** What the page could not be given in time, each in a few words. */
    public static List<String> missing() {
        Freshness current = current();
        if (current == null) {
            return List.of();
        }
        synchronized (current) {
            return List.copyOf(current.missing);
        }
    }

    private static @Nullable Freshness current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return null;
        }
        Object noted = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (noted instanceof Freshness freshness) {
            return freshness;
        }
        Freshness first = new Freshness();
        request.setAttribute(ATTRIBUTE, first, RequestAttributes.SCOPE_REQUEST);
        return first;
    }

}
