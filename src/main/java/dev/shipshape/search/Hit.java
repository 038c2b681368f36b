package dev.shipshape.search;

import java.util.Locale;

import dev.shipshape.search.spi.Entry;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * One result.
 *
 * @param title its name, or what a command does
 * @param note what tells it apart
 * @param connection where it is; empty for pages about all connections
 * @param href where it leads
 * @param state its state; null where it has none
 * @param change whether it leads to a change, so that only operators may
 * @param score how well it fits
 */
record Hit(String title, String note, String connection, String href, @Nullable Status state, boolean change,
        int score) {

    static Hit of(Indexed thing, int score) {
        Entry entry = thing.entry();
        return new Hit(entry.name(), entry.note(), thing.connection(), entry.href(), entry.state(), false, score);
    }

    static Hit of(Indexed thing, Entry.Command command, @Nullable String number, int score) {
        Entry entry = thing.entry();
        String verb = command.verb().equals("logs") ? "Logs of"
                : command.verb().substring(0, 1).toUpperCase(Locale.ROOT) + command.verb().substring(1);
        boolean counts = command.href().contains(Entry.NUMBER);
        String title = verb + " " + entry.noun() + " " + entry.name()
                + (counts && number != null ? " to " + number : "");
        return new Hit(title, entry.note(), thing.connection(),
                command.href().replace(Entry.NUMBER, (number != null) ? number : ""), entry.state(), command.change(),
                score);
    }

}
