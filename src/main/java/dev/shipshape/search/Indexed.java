package dev.shipshape.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.search.spi.Entry;

/**
 * Something that can be found, in lower case.
 *
 * @param entry the thing
 * @param connection where it is
 * @param name its name
 * @param keys what else it is found by
 * @param around words that narrow it down: what it is, where it is
 */
record Indexed(Entry entry, String connection, String name, List<String> keys, String around) {

    static Indexed of(Connection connection, Entry entry) {
        return of(connection.name(), entry);
    }

    static Indexed of(String connection, Entry entry) {
        return new Indexed(entry, connection, lower(entry.name()), entry.keys().stream().map(Indexed::lower).toList(),
                lower(entry.noun() + " " + entry.note() + " " + connection
                        + ((entry.state() != null) ? " " + entry.state().word() : "")));
    }

    /**
     * How well it fits all of the words; 0 if one of them does not. The name counts most.
     */
    int score(List<String> words) {
        int sum = 0;
        boolean ofItself = words.isEmpty();
        for (String word : words) {
            int own = own(word);
            int score = (own > 0) ? own : this.around.contains(word) ? 2 : 0;
            if (score == 0) {
                return 0;
            }
            ofItself = ofItself || own > 0 || this.entry.noun().startsWith(word);
            sum += score;
        }
        return ofItself ? Math.max(1, sum / Math.max(1, words.size())) : 0;
    }

    private int own(String word) {
        if (this.name.equals(word)) {
            return 100;
        }
        if (this.name.startsWith(word)) {
            return 80;
        }
        int at = this.name.indexOf(word);
        if (at > 0) {
            return Character.isLetterOrDigit(this.name.charAt(at - 1)) ? 40 : 60;
        }
        return Stream.of(this.keys)
            .flatMap(List::stream)
            .mapToInt((key) -> key.equals(word) ? 90 : key.startsWith(word) ? 50 : key.contains(word) ? 20 : 0)
            .max()
            .orElse(0);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

}
