package dev.shipshape.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

    /** Where a read for a page is done by another thread than the one that answers. */
    private static final ThreadLocal<@Nullable Freshness> APART = new ThreadLocal<>();

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

    /**
     * Reads for a page on another thread than the one that answers it.
     * @param read reads, and notes as ever
     * @return what was read with what was noted, for {@link Noted#here()} on the thread
     * that answers
     */
    public static <T> Noted<T> apart(Supplier<T> read) {
        Freshness own = new Freshness();
        APART.set(own);
        try {
            T value = read.get();
            synchronized (own) {
                return new Noted<>(value, own.oldest, List.copyOf(own.missing));
            }
        }
        finally {
            APART.remove();
        }
    }

    private static @Nullable Freshness current() {
        Freshness apart = APART.get();
        if (apart != null) {
            return apart;
        }
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

    /**
     * Something that was read on another thread.
     *
     * @param value what was read
     * @param oldest when the oldest part of it was read; null if nothing was
     * @param missing what could not be had in time
     */
    public record Noted<T>(T value, @Nullable Instant oldest, List<String> missing) {

        /** Notes it for the page that is being answered. */
        public T here() {
            if (this.oldest != null) {
                readAt(this.oldest);
            }
            this.missing.forEach(Freshness::missing);
            return this.value;
        }

    }

}
