package dev.shipshape.cleanup.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a look at one region of a connection has shown so far. Kinds that are used by
 * others are looked for after them, and find here what belongs to our clusters.
 *
 * @param found all that was found so far
 * @param known the names of what the ledger knows to stand there, by the key of its kind:
 * it is looked for although nothing may use it any more
 */
public record Survey(List<Found> found, Map<String, Set<String>> known) {

    /** A look that has not begun. */
    public static final Survey EMPTY = new Survey(List.of(), Map.of());

    /** The same, and these as well. */
    public Survey and(Collection<Found> more) {
        List<Found> all = new ArrayList<>(this.found);
        all.addAll(more);
        return new Survey(List.copyOf(all), this.known);
    }

    /** A look that has not begun, at a place of which this much is known. */
    public static Survey knowing(Map<String, Set<String>> known) {
        return new Survey(List.of(), known);
    }

    /**
     * The names or ARNs of what is used of one kind, and the names of what is known of
     * it.
     */
    public Set<String> usedOrKnown(String kind) {
        Set<String> names = new TreeSet<>(used(kind));
        names.addAll(this.known.getOrDefault(kind, Set.of()));
        return names;
    }

    /** All of one kind. */
    public List<Found> of(String kind) {
        return this.found.stream().filter((one) -> one.resource().kind().equals(kind)).toList();
    }

    /** The names of all of one kind, such as the clusters'. */
    public Set<String> names(String kind) {
        return of(kind).stream().map((one) -> one.resource().name()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names or ARNs of what is used of one kind, by anything that was found. */
    public Set<String> used(String kind) {
        return this.found.stream()
            .flatMap((one) -> one.uses().getOrDefault(kind, Set.of()).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    }

}
