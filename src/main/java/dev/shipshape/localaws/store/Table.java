package dev.shipshape.localaws.store;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Objects by key, sorted by key, inside the transactions of a {@link Store}. What is
 * stored is immutable: to change it, put another.
 *
 * @param <T> what is stored
 */
public final class Table<T> {

    /**
     * Keeps the parsed objects of ten thousand tasks; when memory is short they are
     * parsed again.
     */
    private static final int MOST_PARSED = 20_000;

    private final StateFile.Rows rows;

    private final Function<T, String> write;

    private final Function<String, T> read;

    private final Runnable check;

    private final IndexMaps indexMaps;

    private final Map<String, Index<T>> indexes = new LinkedHashMap<>();

    private final List<BiConsumer<String, T>> watchers = new ArrayList<>();

    /** What was read last, as long as the text is still the same; spares parsing. */
    private final Map<String, SoftReference<Parsed<T>>> parsed = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Parsed<T>>> eldest) {
            return size() > MOST_PARSED;
        }

    };

    Table(StateFile.Rows rows, Function<T, String> write, Function<String, T> read, Runnable check,
            IndexMaps indexMaps) {
        this.rows = rows;
        this.write = write;
        this.read = read;
        this.check = check;
        this.indexMaps = indexMaps;
    }

    /** Opens the maps of indexes. */
    interface IndexMaps {

        /**
         * The map of an index of this table.
         * @param fill fills a map that was not there before
         */
        StateFile.Rows open(String table, String index, Consumer<StateFile.Rows> fill);

    }

    /**
     * An index of what is stored here; made of what is there when it is new. Whoever asks
     * for one name gets one index. Ask at construction, outside any transaction.
     * @param name its name among the indexes of this table; when what it finds changes
     * between two releases, so must the name
     * @param values what something can be found by
     */
    public Index<T> index(String name, Function<T, List<String>> values) {
        return this.indexes.computeIfAbsent(name, (missing) -> {
            StateFile.Rows entries = this.indexMaps.open(this.rows.name(), name,
                    (empty) -> fill(new Index<>(empty, values, this.check)));
            return new Index<>(entries, values, this.check);
        });
    }

    private void fill(Index<T> index) {
        for (String key : keys("")) {
            index.changed(key, null, find(key).orElse(null));
        }
    }

    /**
     * Tells of everything that is put or removed from now on, inside the transaction that
     * does so: the key and what is there now, or what was there last.
     */
    public void watch(BiConsumer<String, T> watcher) {
        this.watchers.add(watcher);
    }

    public Optional<T> find(String key) {
        this.check.run();
        String text = this.rows.now().get(key);
        return (text != null) ? Optional.of(parse(key, text)) : Optional.empty();
    }

    public void put(String key, T value) {
        this.check.run();
        String text = this.write.apply(value);
        String before = this.rows.now().get(key);
        if (text.equals(before)) {
            return;
        }
        this.rows.now().put(key, text);
        if (!this.indexes.isEmpty()) {
            T old = (before != null) ? parse(key, before) : null;
            this.indexes.values().forEach((index) -> index.changed(key, old, value));
        }
        this.watchers.forEach((watcher) -> watcher.accept(key, value));
    }

    /** Removes what is there; false if nothing was. */
    public boolean remove(String key) {
        this.check.run();
        Optional<T> last = find(key);
        this.parsed.remove(key);
        this.rows.now().remove(key);
        last.ifPresent((value) -> {
            this.indexes.values().forEach((index) -> index.changed(key, value, null));
            this.watchers.forEach((watcher) -> watcher.accept(key, value));
        });
        return last.isPresent();
    }

    /** Everything, in ascending order of the keys. */
    public List<T> values() {
        return startingWith("");
    }

    /** What has a key with this beginning, in ascending order of the keys. */
    public List<T> startingWith(String prefix) {
        return keys(prefix).stream().flatMap((key) -> find(key).stream()).toList();
    }

    /** The keys with this beginning, ascending. */
    public List<String> keys(String prefix) {
        this.check.run();
        List<String> keys = new ArrayList<>();
        Iterator<String> iterator = this.rows.now().keyIterator(prefix);
        while (iterator.hasNext()) {
            String key = iterator.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            keys.add(key);
        }
        return keys;
    }

    /**
     * The first keys with this beginning that stand behind another, ascending.
     * @param prefix what the keys begin with
     * @param after the key that they come after, which need not be there
     * @param limit how many at most
     */
    public List<String> keysAfter(String prefix, String after, int limit) {
        this.check.run();
        List<String> keys = new ArrayList<>();
        Iterator<String> iterator = this.rows.now().keyIterator((after.compareTo(prefix) > 0) ? after : prefix);
        while (iterator.hasNext() && keys.size() < limit) {
            String key = iterator.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            if (!key.equals(after)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /**
     * The last keys with this beginning that stand before another, descending.
     * @param prefix what the keys begin with
     * @param before the key that they come before, which need not be there
     * @param limit how many at most
     */
    public List<String> keysBefore(String prefix, String before, int limit) {
        this.check.run();
        List<String> keys = new ArrayList<>();
        String key = this.rows.now().lowerKey(before);
        while (key != null && key.startsWith(prefix) && keys.size() < limit) {
            keys.add(key);
            key = this.rows.now().lowerKey(key);
        }
        return keys;
    }

    void clear() {
        this.rows.now().clear();
        this.parsed.clear();
        this.indexes.values().forEach(Index::clear);
    }

    private T parse(String key, String text) {
        SoftReference<Parsed<T>> kept = this.parsed.get(key);
        Parsed<T> known = (kept != null) ? kept.get() : null;
        if (known != null && known.text.equals(text)) {
            return known.value;
        }
        T value = this.read.apply(text);
        this.parsed.put(key, new SoftReference<>(new Parsed<>(text, value)));
        return value;
    }

    private record Parsed<T>(String text, T value) {
    }

}
