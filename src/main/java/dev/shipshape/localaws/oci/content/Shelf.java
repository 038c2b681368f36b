package dev.shipshape.localaws.oci.content;

import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.store.Table;

/**
 * One region's part of a table: its keys begin with the region and a bar, which no
 * repository's name can have.
 *
 * @param <T> what is stored
 */
public final class Shelf<T> {

    private final Table<T> table;

    private final String prefix;

    /** This region's part of a table. */
    public Shelf(Table<T> table, String region) {
        this.table = table;
        this.prefix = Regions.prefix(region);
    }

    /** What has this key. */
    public Optional<T> find(String key) {
        return this.table.find(this.prefix + key);
    }

    /** Keeps a value, new or changed. */
    public void put(String key, T value) {
        this.table.put(this.prefix + key, value);
    }

    /** Removes what is there; false if nothing was. */
    public boolean remove(String key) {
        return this.table.remove(this.prefix + key);
    }

    /** The keys with this beginning, without the region. */
    public List<String> keys(String beginning) {
        return this.table.keys(this.prefix + beginning)
            .stream()
            .map((key) -> key.substring(this.prefix.length()))
            .toList();
    }

    /** What has a key with this beginning, in ascending order of the keys. */
    public List<T> startingWith(String beginning) {
        return this.table.startingWith(this.prefix + beginning);
    }

}
