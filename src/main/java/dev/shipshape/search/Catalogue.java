package dev.shipshape.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.Daemons;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.SearchSource;
import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/** Keeps the shelves of all kinds on all connections, and fills them side by side. */
@Component
class Catalogue {

    /** How long a person who types waits for what was not read yet. */
    private static final Duration PATIENCE = Duration.ofMillis(1200);

    private final Connections connections;

    private final SharedReads reads;

    private final List<SearchSource> sources;

    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons.named("search"));

    Catalogue(Connections connections, SharedReads reads, List<SearchSource> sources) {
        this.connections = connections;
        this.reads = reads;
        this.sources = sources.stream().sorted(Comparator.comparingInt(SearchSource::order)).toList();
    }

    /** Everything that there is, as far as it is known in time. */
    List<Contents> contents() {
        List<Connection> all = this.connections.all();
        List<Contents> contents = new ArrayList<>();
        for (SearchSource source : this.sources) {
            for (Connection connection : all) {
                Shelf shelf = this.shelves.computeIfAbsent(connection + " " + source.kind(),
                        (key) -> new Shelf(connection, source.kind()));
                shelf.renew(this.reads.generation(connection), source.kept(), () -> source.entries(connection),
                        this.threads);
                contents.add(new Contents(shelf, List.of()));
            }
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        return contents.stream()
            .map((one) -> new Contents(one.shelf(),
                    one.shelf().things(this.reads.generation(one.shelf().connection()), until)))
            .toList();
    }

    /** The forms of all kinds on one connection. */
    List<Entry> forms(Connection connection) {
        return this.sources.stream().flatMap((source) -> source.forms(connection).stream()).toList();
    }

    @PreDestroy
    void close() {
        this.threads.shutdownNow();
    }

    /**
     * A shelf and what lay on it.
     *
     * @param shelf the shelf
     * @param things what is there
     */
    record Contents(Shelf shelf, List<Indexed> things) {
    }

}
