package dev.shipshape.localaws.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of a {@link Table} by something else than the key, at the cost of what
 * is found. It changes with the table, in the same transaction.
 *
 * @param <T> what the table stores
 */
public final class Index<T> {

    /** Between what is looked for and the key; sorts before all that either has. */
    private static final char SEPARATOR = '\u0000';

    private final StateFile.Rows rows;

    private final Function<T, List<String>> values;

    private final Runnable check;

    Index(StateFile.Rows rows, Function<T, List<String>> values, Runnable check) {
        this.rows = rows;
        this.values = values;
        this.check = check;
    }

    /** The keys of what has exactly this value, in ascending order. */
    public List<String> keys(String value) {
        return list(after(value, null));
    }

    /**
     * The keys of what has exactly this value, in ascending order, read as far as asked.
     * @param after only the keys behind this one; all when null
     */
    public Iterator<String> after(String value, @Nullable String after) {
        this.check.run();
        String prefix = value + SEPARATOR;
        String from = (after != null) ? this.rows.now().higherKey(prefix + after) : this.rows.now().ceilingKey(prefix);
        return new Matching(from, (entry) -> entry.startsWith(prefix));
    }

    /** The keys of what has a value up to this one, in the order of the values. */
    public List<String> upTo(String value) {
        this.check.run();
        String end = value + (char) (SEPARATOR + 1);
        return list(new Matching(this.rows.now().firstKey(), (entry) -> entry.compareTo(end) < 0));
    }

    /**
     * The values with this beginning, in their order or against it, read as far as asked;
     * a value that several keys have comes as often.
     * @param after only the values behind this one; all when null
     */
    public Iterator<String> values(String prefix, @Nullable String after, boolean descending) {
        this.check.run();
        UnaryOperator<@Nullable String> next = descending ? this.rows.now()::lowerKey : this.rows.now()::higherKey;
        String behind = (after != null) ? after + (descending ? SEPARATOR : SEPARATOR + "" + Character.MAX_VALUE)
                : (descending ? prefix + Character.MAX_VALUE : prefix);
        return Stream.iterate(next.apply(behind), (entry) -> entry != null && entry.startsWith(prefix), next)
            .map((entry) -> value(Objects.requireNonNull(entry)))
            .iterator();
    }

    private static String value(String entry) {
        return entry.substring(0, entry.lastIndexOf(SEPARATOR));
    }

    /**
     * How many have a value with this beginning; costs the same however many they are.
     */
    public int count(String prefix) {
        this.check.run();
        return (int) (place(prefix + Character.MAX_VALUE) - place(prefix));
    }

    /** Whether anything has exactly this value. */
    public boolean has(String value) {
        return after(value, null).hasNext();
    }

    /** How many entries come before. */
    private long place(String entry) {
        long index = this.rows.now().getKeyIndex(entry);
        return (index >= 0) ? index : -index - 1;
    }

    void changed(String key, @Nullable T before, @Nullable T after) {
        List<String> old = (before != null) ? this.values.apply(before) : List.of();
        List<String> now = (after != null) ? this.values.apply(after) : List.of();
        if (old.equals(now)) {
            return;
        }
        old.forEach((value) -> this.rows.now().remove(value + SEPARATOR + key));
        now.forEach((value) -> this.rows.now().put(value + SEPARATOR + key, ""));
    }

    void clear() {
        this.rows.now().clear();
    }

    private static List<String> list(Iterator<String> keys) {
        List<String> list = new ArrayList<>();
        keys.forEachRemaining(list::add);
        return list;
    }

    /** The keys behind neighbouring entries. */
    private final class Matching implements Iterator<String> {

        private final Predicate<String> matches;

        private final @Nullable Iterator<String> entries;

        private @Nullable String next;

        Matching(@Nullable String from, Predicate<String> matches) {
            this.matches = matches;
            this.entries = (from != null) ? Index.this.rows.now().keyIterator(from) : null;
            this.next = read();
        }

        private @Nullable String read() {
            if (this.entries == null || !this.entries.hasNext()) {
                return null;
            }
            String entry = this.entries.next();
            return this.matches.test(entry) ? entry.substring(entry.lastIndexOf(SEPARATOR) + 1) : null;
        }

        @Override
        public boolean hasNext() {
            return this.next != null;
        }

        @Override
        public String next() {
            String key = this.next;
            if (key == null) {
                throw new NoSuchElementException();
            }
            this.next = read();
            return key;
        }

    }

}
