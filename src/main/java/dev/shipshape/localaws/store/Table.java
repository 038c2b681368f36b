package dev.shipshape.localaws.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.h2.mvstore.MVMap;

/**
 * Objects by key, sorted by key, inside the transactions of a {@link Store}. What is
 * stored is immutable: to change it, put another.
 *
 * @param <T> what is stored
 */
public final class Table<T> {

    private final MVMap<String, String> map;

    private final Function<T, String> write;

    private final Function<String, T> read;

    private final Runnable check;

    /** What was read, as long as the text is still the same; spares parsing. */
    private final Map<String, Parsed<T>> parsed = new HashMap<>();

    Table(MVMap<String, String> map, Function<T, String> write, Function<String, T> read, Runnable check) {
        this.map = map;
        this.write = write;
        this.read = read;
        this.check = check;
    }

    public Optional<T> find(String key) {
        this.check.run();
        String text = this.map.get(key);
        return (text != null) ? Optional.of(parse(key, text)) : Optional.empty();
    }

    public void put(String key, T value) {
        this.check.run();
        this.map.put(key, this.write.apply(value));
    }

    /** Removes what is there; false if nothing was. */
    public boolean remove(String key) {
        this.check.run();
        this.parsed.remove(key);
        return this.map.remove(key) != null;
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
        Iterator<String> iterator = this.map.keyIterator(prefix);
        while (iterator.hasNext()) {
            String key = iterator.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            keys.add(key);
        }
        return keys;
    }

    void clear() {
        this.map.clear();
        this.parsed.clear();
    }

    private T parse(String key, String text) {
        Parsed<T> known = this.parsed.get(key);
        if (known != null && known.text.equals(text)) {
            return known.value;
        }
        T value = this.read.apply(text);
        this.parsed.put(key, new Parsed<>(text, value));
        return value;
    }

    private record Parsed<T>(String text, T value) {
    }

}
