package dev.shipshape.web.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.web.Freshness;
import dev.shipshape.web.frame.Frame.Place;
import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Composes the frame of a page from what the rooms put into it. */
@Component
public class Frames {

    /** The model attribute under which the layout finds the frame. */
    public static final String ATTRIBUTE = "frame";

    /** The path variable, and the session's attribute, that name the connection. */
    static final String CONNECTION = "connection";

    private static final Logger logger = LoggerFactory.getLogger(Frames.class);

    private final List<FrameItem> items;

    Frames(List<FrameItem> items) {
        this.items = List.copyOf(items);
    }

    /** The frame of the page that answers a request. */
    public Frame of(HttpServletRequest request) {
        String path = path(request);
        FrameContext context = new FrameContext(connection(request), path);
        List<FrameEntry> entries = new ArrayList<>();
        for (FrameItem item : this.items) {
            try {
                entries.addAll(item.entries(context));
            }
            catch (RuntimeException ex) {
                // a page must not fail because one entry around it did
                logger.warn("{} has nothing for the frame of {}", item.getClass().getName(), path, ex);
            }
        }
        entries.sort(Comparator.comparingInt(FrameEntry::order));
        String current = current(entries, path);
        List<Place> connections = in(Slot.CONNECTION, entries)
            .map((entry) -> new Place(entry, entry.label().equals(context.connection())))
            .toList();
        return new Frame(places(Slot.PLACE, entries, current), places(Slot.HOUSE, entries, current), connections,
                connections.stream().filter(Place::current).findFirst().orElse(only(connections)),
                first(Slot.BADGE, entries), first(Slot.PERSON, entries), in(Slot.MENU, entries).toList(),
                Theme.of(request), address(request), Freshness.oldest(), Freshness.missing());
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return (failed != null) ? failed.toString() : request.getRequestURI();
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return path(request) + ((query != null) ? "?" + query : "");
    }

    private static @Nullable String connection(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(CONNECTION) instanceof String name) {
            return name;
        }
        HttpSession session = request.getSession(false);
        return (session != null && session.getAttribute(CONNECTION) instanceof String name) ? name : null;
    }

    private static @Nullable String current(List<FrameEntry> entries, String path) {
        return entries.stream()
            .filter((entry) -> entry.slot() == Slot.PLACE || entry.slot() == Slot.HOUSE)
            .map(FrameEntry::href)
            .filter((href) -> path.equals(href) || (!href.equals("/") && path.startsWith(href + "/")))
            .max(Comparator.comparingInt(String::length))
            .orElse(null);
    }

    private static List<Place> places(Slot slot, List<FrameEntry> entries, @Nullable String current) {
        return in(slot, entries).map((entry) -> new Place(entry, Objects.equals(entry.href(), current))).toList();
    }

    /** Where there is only one connection, nobody has to choose it. */
    private static @Nullable Place only(List<Place> connections) {
        return (connections.size() == 1) ? connections.get(0) : null;
    }

    private static @Nullable FrameEntry first(Slot slot, List<FrameEntry> entries) {
        return in(slot, entries).findFirst().orElse(null);
    }

    private static java.util.stream.Stream<FrameEntry> in(Slot slot, List<FrameEntry> entries) {
        return entries.stream().filter((entry) -> entry.slot() == slot);
    }

}
