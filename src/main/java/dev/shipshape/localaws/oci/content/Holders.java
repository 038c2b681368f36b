package dev.shipshape.localaws.oci.content;

import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.store.Table;

/**
 * Which repositories hold a blob, looked up by the blob, across all regions: so that the
 * sweep of one file, or a mount that names no repository, need not look at every holding.
 */
final class Holders {

    private final Table<Holder> table;

    Holders(Table<Holder> table) {
        this.table = table;
    }

    record Holder(String region, String repository) {

    }

    void add(String region, String repository, Digest digest) {
        this.table.put(key(region, repository, digest), new Holder(region, repository));
    }

    void remove(String region, String repository, Digest digest) {
        this.table.remove(key(region, repository, digest));
    }

    /** Whether any repository of any region holds it. */
    boolean has(Digest digest) {
        return !this.table.keys(digest + "@").isEmpty();
    }

    /** A repository of this region that holds it. */
    Optional<String> in(String region, Digest digest) {
        List<Holder> holders = this.table.startingWith(digest + "@" + Regions.prefix(region));
        return holders.stream().map(Holder::repository).findFirst();
    }

    private static String key(String region, String repository, Digest digest) {
        return digest + "@" + Regions.prefix(region) + repository;
    }

}
