package dev.shipshape.cleanup.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a look at one region of a connection has shown so far. Kinds that are used by
 * others are looked for after them, and find here what belongs to our clusters.
 *
 * @param found all that was found so far
 */
public record Survey(List<Found> found) {

    /** A look that has not begun. */
    public static final Survey EMPTY = new Survey(List.of());

    /** The same, and these as well. */
    public Survey and(Collection<Found> more) {
        List<Found> all = new ArrayList<>(this.found);
        all.addAll(more);
        return new Survey(List.copyOf(all));
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
