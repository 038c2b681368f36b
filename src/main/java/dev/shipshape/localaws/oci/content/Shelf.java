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
final class Shelf<T> {

    private final Table<T> table;

    private final String prefix;

    Shelf(Table<T> table, String region) {
        this.table = table;
        this.prefix = Regions.prefix(region);
    }

    Optional<T> find(String key) {
        return this.table.find(this.prefix + key);
    }

    void put(String key, T value) {
        this.table.put(this.prefix + key, value);
    }

    boolean remove(String key) {
        return this.table.remove(this.prefix + key);
    }

    /** The keys with this beginning, without the region. */
    List<String> keys(String beginning) {
        return this.table.keys(this.prefix + beginning)
            .stream()
            .map((key) -> key.substring(this.prefix.length()))
            .toList();
    }

    List<T> startingWith(String beginning) {
        return this.table.startingWith(this.prefix + beginning);
    }

}
