package dev.shipshape.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The filter above a list, as it stands in the address: {@code state:stopped family:web
 * words}. Terms name a fact of a row; free words are looked for in all of them.
 *
 * @param terms the parts in the order in which they were typed
 */
public record Filter(List<Term> terms) {

    /** Reads what was typed; null and blank keep everything. */
    public static Filter parse(@Nullable String text) {
        List<Term> terms = new ArrayList<>();
        if (text != null) {
            for (String part : text.strip().split("\\s+", -1)) {
                int colon = part.indexOf(':');
                if (colon > 0 && colon < part.length() - 1) {
                    terms.add(new Term(part.substring(0, colon).toLowerCase(Locale.ROOT), part.substring(colon + 1)));
                }
                else if (!part.isEmpty()) {
                    terms.add(new Term("", part));
                }
            }
        }
        return new Filter(List.copyOf(terms));
    }

    /** True if it keeps every row. */
    public boolean isEmpty() {
        return this.terms.isEmpty();
    }

    /**
     * Whether a row stays. Several terms of one key are alternatives; all else must hold.
     * @param facts the row's facts by the key that a term names, such as
     * {@code state → Stopped}; case does not matter, and part of a value is enough
     */
    public boolean matches(Map<String, String> facts) {
        return this.terms.stream().allMatch((term) -> matches(term, facts));
    }

    private boolean matches(Term term, Map<String, String> facts) {
        String key = term.key();
        if (key.isEmpty()) {
            return facts.values().stream().anyMatch((value) -> contains(value, term.value()));
        }
        String value = facts.get(key);
        if (value == null) {
            // not one of this list's keys, so it was meant as a word, such as nginx:1.27
            return facts.values().stream().anyMatch((fact) -> contains(fact, term.toString()));
        }
        return this.terms.stream().anyMatch((other) -> other.key().equals(key) && contains(value, other.value()));
    }

    /** The filter as it is typed, without one of its parts: what a chip's × leads to. */
    public String without(Term term) {
        return this.terms.stream()
            .filter((other) -> !other.equals(term))
            .map(Term::toString)
            .collect(Collectors.joining(" "));
    }

    /** The filter as it is typed. */
    @Override
    public String toString() {
        return this.terms.stream().map(Term::toString).collect(Collectors.joining(" "));
    }

    private static boolean contains(String value, String part) {
        return value.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /**
     * One part of a filter.
     *
     * @param key what it names, in lower case; empty for a free word
     * @param value what is looked for
     */
    public record Term(String key, String value) {

        @Override
        public String toString() {
            return this.key.isEmpty() ? this.value : this.key + ":" + this.value;
        }

    }

}
