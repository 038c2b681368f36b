package dev.shipshape.logs.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which lines are shown. The element {@code ss-log-view} does the same in the browser.
 *
 * @param include words of which a line has at least one, in lower case; empty for all
 * @param exclude words of which a line has none, in lower case
 */
record LogFilter(List<String> include, List<String> exclude) {

    /**
     * Reads what was typed.
     * @param include words, with a {@code |} between alternatives
     * @param exclude the same
     */
    static LogFilter of(@Nullable String include, @Nullable String exclude) {
        return new LogFilter(words(include), words(exclude));
    }

    private static List<String> words(@Nullable String text) {
        return Stream.of(((text != null) ? text : "").toLowerCase(Locale.ROOT).split("\\|", -1))
            .map(String::strip)
            .filter((word) -> !word.isEmpty())
            .toList();
    }

    boolean keeps(String text) {
        if (this.include.isEmpty() && this.exclude.isEmpty()) {
            return true;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return (this.include.isEmpty() || this.include.stream().anyMatch(lower::contains))
                && this.exclude.stream().noneMatch(lower::contains);
    }

}
