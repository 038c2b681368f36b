package dev.shipshape.cleanup.plans;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.Identities;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.Awaiting;
import dev.shipshape.cleanup.Awaiting.Place;
import dev.shipshape.cleanup.Awaiting.Standing;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Remover.Order;
import dev.shipshape.cost.Price;
import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what a plan has to remove: what the ledger knows in its scope, and what was
 * made by hand in the clusters that go, because a cluster goes only when it is empty.
 */
@Component
class Drafts {

    private final Awaiting awaiting;

    private final Connections connections;

    private final Identities identities;

    private final SharedReads reads;

    Drafts(Awaiting awaiting, Connections connections, Identities identities, SharedReads reads) {
        this.awaiting = awaiting;
        this.connections = connections;
        this.identities = identities;
        this.reads = reads;
    }

    /**
     * What a plan of this scope would do now.
     * @param scope what it is about
     * @return the draft; without items where nothing stands
     * @throws NotFound if its connection or cluster does not exist
     */
    Draft of(Scope scope) {
        List<Item> known = this.awaiting.known();
        Map<String, Item> chosen = new LinkedHashMap<>();
        known.stream().filter((item) -> isIn(scope, item)).forEach((item) -> chosen.put(key(item), item));
        if (scope.kind() == Scope.Kind.CLUSTER && this.awaiting.clusters(chosen.values()).isEmpty()) {
            Item cluster = byHand(scope);
            chosen.put(key(cluster), cluster);
        }
        Standing standing = this.awaiting.in(places(scope, chosen));
        standing.items()
            .stream()
            .filter((item) -> scope.kind() != Scope.Kind.SELECTED || isIn(scope, item) || liesInChosen(item, chosen))
            .forEach((item) -> chosen.putIfAbsent(key(item), item));
        return draft(scope, List.copyOf(chosen.values()), known, standing.silent());
    }

    private Draft draft(Scope scope, List<Item> chosen, List<Item> known, List<String> silent) {
        List<String> untouched = new ArrayList<>();
        List<String> unasked = new ArrayList<>();
        List<Item> removable = new ArrayList<>();
        for (Item item : chosen) {
            if (this.awaiting.remover(item.resource().kind()) == null
                    || this.connections.find(item.connection()).isEmpty()) {
                unasked.add(item.resource().kind() + " " + item.resource().name() + " on " + item.connection()
                        + ": Shipshape cannot reach it, because its connection or its kind is not set up here.");
            }
            else {
                removable.add(item);
            }
        }
        silent.forEach((line) -> unasked.add("What was made by hand on " + line));
        untouched.addAll(unasked);
        Set<String> taken = new HashSet<>(chosen.stream().map(Drafts::key).toList());
        long others = known.stream().filter((item) -> !taken.contains(key(item))).count();
        if (others > 0) {
            untouched.add(others + ((others == 1) ? " resource that awaits" : " resources that await")
                    + " clean-up: outside of what this plan is about.");
        }
        removable.sort(Comparator.comparing((Item item) -> remover(item).order())
            .thenComparing(Item::connection)
            .thenComparing((item) -> item.resource().scope(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing((item) -> item.resource().name()));
        return new Draft(scope, confirmation(scope, removable), removable, untouched, unasked);
    }

    Remover remover(Item item) {
        Remover remover = this.awaiting.remover(item.resource().kind());
        if (remover == null) {
            throw new IllegalStateException("A draft holds what can be removed alone");
        }
        return remover;
    }

    private static String confirmation(Scope scope, List<Item> items) {
        return switch (scope.kind()) {
            case EVERYTHING -> "remove everything";
            case CONNECTION -> String.valueOf(scope.connection());
            case CLUSTER -> String.valueOf(scope.cluster());
            case SELECTED -> (items.size() == 1) ? items.get(0).resource().name() : "remove " + items.size();
        };
    }

    private boolean isIn(Scope scope, Item item) {
        return switch (scope.kind()) {
            case EVERYTHING -> true;
            case CONNECTION -> item.connection().equals(scope.connection());
            case CLUSTER ->
                item.connection().equals(scope.connection()) && String.valueOf(scope.cluster()).equals(cluster(item));
            case SELECTED -> scope.chosen().contains(item.id());
        };
    }

    /**
     * The cluster that an item is or lies in; null for all else, such as an image in a
     * repository that has a cluster's name.
     */
    private @Nullable String cluster(Item item) {
        Order order = this.awaiting.order(item);
        if (order == Order.CLUSTER) {
            return item.resource().name();
        }
        return (order == Order.SERVICE || order == Order.TASK) ? item.resource().scope() : null;
    }

    private boolean liesInChosen(Item item, Map<String, Item> chosen) {
        return this.awaiting.clusters(chosen.values())
            .contains(new Place(item.connection(), String.valueOf(item.resource().scope())));
    }

    /**
     * The clusters to look into: those that go, and those that chosen finds stand in.
     */
    private Set<Place> places(Scope scope, Map<String, Item> chosen) {
        Set<Place> places = new LinkedHashSet<>(this.awaiting.clusters(chosen.values()));
        for (String id : scope.chosen()) {
            String[] parts = id.split("/", 3);
            if (parts.length == 3) {
                places.add(new Place(parts[0], parts[1]));
            }
        }
        return places;
    }

    /** A cluster that the ledger does not know, from a link on its page. */
    private Item byHand(Scope scope) {
        Connection connection = this.connections.named(String.valueOf(scope.connection()));
        String name = String.valueOf(scope.cluster());
        Remover remover = this.awaiting.ofClusters();
        if (remover == null) {
            throw new NotFound("cluster", name);
        }
        String account = this.identities.of(connection).map(Identities.Identity::account).orElse("");
        Resource cluster = Resource.of(remover.key(), name, null,
                "arn:" + connection.partition() + ":ecs:" + connection.region() + ":" + account + ":cluster/" + name,
                null);
        if (this.reads.fresh(() -> remover.isGone(connection, cluster))) {
            throw new NotFound("cluster", name);
        }
        return new Item(connection.name(), connection.region(), cluster, null, Price.NOTHING);
    }

    private static String key(Item item) {
        return item.connection() + " " + item.resource().arn();
    }

    /** The remover of a kind, for a step that may be older than this process. */
    @Nullable Remover remover(String kind) {
        return this.awaiting.remover(kind);
    }

}
