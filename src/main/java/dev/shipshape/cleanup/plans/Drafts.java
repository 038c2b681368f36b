package dev.shipshape.cleanup.plans;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.Awaiting;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Remover.Order;
import dev.shipshape.cleanup.sweep.Sweep;
import dev.shipshape.web.Formats;
import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what a plan has to remove: what stands in its scope, and all in the clusters
 * that go, made by anyone, because a cluster goes only when it is empty.
 */
@Component
class Drafts {

    private final Awaiting awaiting;

    private final Connections connections;

    private final Sweep sweep;

    private final Retiring retiring;

    private final Formats formats = new Formats();

    Drafts(Awaiting awaiting, Connections connections, Sweep sweep, Retiring retiring) {
        this.retiring = retiring;
        this.awaiting = awaiting;
        this.connections = connections;
        this.sweep = sweep;
    }

    /**
     * What a plan of this scope would do, after a look at AWS.
     * @param scope what it is about
     * @return the draft; without items where nothing stands
     * @throws NotFound if its connection or cluster does not exist
     */
    Draft of(Scope scope) {
        List<String> unseen = new ArrayList<>();
        for (Connection connection : places(scope)) {
            unseen.addAll(this.sweep.over(connection));
        }
        return read(scope, unseen);
    }

    /**
     * What a plan of this scope would do, from what has been read already.
     * @param scope what it is about
     * @param unseen what the last look could not look into, each with the reason
     */
    Draft read(Scope scope, List<String> unseen) {
        List<Item> known = this.awaiting.known();
        Map<String, Item> chosen = new LinkedHashMap<>();
        known.stream().filter((item) -> isIn(scope, item)).forEach((item) -> chosen.put(item.id(), item));
        Set<String> clusters = chosen.values()
            .stream()
            .filter((item) -> this.awaiting.order(item) == Order.CLUSTER)
            .map((item) -> place(item, item.resource().name()))
            .collect(Collectors.toSet());
        if (scope.kind() == Scope.Kind.CLUSTER && clusters.isEmpty()) {
            throw new NotFound("cluster", String.valueOf(scope.subject()));
        }
        known.stream()
            .filter((item) -> clusters.contains(place(item, belongsTo(item))))
            .forEach((item) -> chosen.putIfAbsent(item.id(), item));
        return draft(scope, List.copyOf(chosen.values()), known, unseen);
    }

    /** The connections that a scope may reach into. */
    private Set<Connection> places(Scope scope) {
        if (scope.connection() != null) {
            return Set.of(this.connections.named(scope.connection()));
        }
        if (scope.kind() == Scope.Kind.EVERYTHING) {
            return new LinkedHashSet<>(this.connections.all());
        }
        return this.awaiting.known()
            .stream()
            .filter((item) -> isIn(scope, item))
            .flatMap((item) -> this.connections.find(item.connection()).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String place(Item item, @Nullable String cluster) {
        return item.connection() + " " + item.region() + " " + cluster;
    }

    /**
     * The cluster that an item goes with: the one that it lies in, or whose insights it
     * keeps.
     */
    private @Nullable String belongsTo(Item item) {
        String name = item.resource().name();
        String insights = "/aws/ecs/containerinsights/";
        if (this.awaiting.order(item) == Order.LOG_GROUP && name.startsWith(insights)) {
            return name.substring(insights.length()).replaceFirst("/.*", "");
        }
        return this.awaiting.cluster(item);
    }

    private boolean isIn(Scope scope, Item item) {
        boolean ours = !item.found() || !item.entry().getPerson().isEmpty() || scope.withFound();
        return switch (scope.kind()) {
            case EVERYTHING -> ours;
            case CONNECTION -> ours && item.connection().equals(scope.connection());
            case CLUSTER -> item.connection().equals(scope.connection())
                    && String.valueOf(scope.subject()).equals(this.awaiting.cluster(item));
            case LAB -> String.valueOf(scope.subject()).equals(item.entry().getLab());
            case PERSON -> item.entry().getPerson().equals(scope.subject());
            case SELECTED -> scope.chosen().contains(item.id());
            case FAMILY -> item.connection().equals(scope.connection())
                    && item.region().equals(this.connections.named(item.connection()).region())
                    && this.retiring.find(item.resource().kind())
                        .filter((kind) -> kind.family(item.resource().name()).equals(scope.family()))
                        .isPresent();
        };
    }

    private Draft draft(Scope scope, List<Item> chosen, List<Item> known, List<String> unseen) {
        List<String> unasked = new ArrayList<>();
        List<Item> removable = new ArrayList<>();
        Map<Item, String> staying = new LinkedHashMap<>();
        Map<String, String> inUse = stayingOf(scope, chosen);
        for (Item item : chosen) {
            if (this.awaiting.isOnlyShown(item.resource().kind())) {
                staying.put(item, "it is shown here and not removed from here, and goes on billing.");
            }
            else if (this.awaiting.order(item) == null || this.connections.find(item.connection()).isEmpty()) {
                unasked.add(this.awaiting.words(item) + " on " + item.connection()
                        + ": Shipshape cannot reach it, because its connection or its kind is not set up here.");
            }
            else if (item.kept()) {
                staying.put(item, "kept by " + item.entry().getKeptBy() + " until "
                        + this.formats.moment(item.entry().getKeptUntil()) + ": " + item.entry().getKeptReason());
            }
            else if (inUse.containsKey(item.resource().name())) {
                staying.put(item, inUse.getOrDefault(item.resource().name(), ""));
            }
            else {
                removable.add(item);
            }
        }
        keepWhatHoldsTheKept(removable, staying);
        unseen.forEach((line) -> unasked.add("What stands on " + line));
        List<String> untouched = new ArrayList<>(unasked);
        staying
            .forEach((item, why) -> untouched.add(this.awaiting.words(item) + " on " + item.connection() + ": " + why));
        others(chosen, known, untouched);
        removable.sort(Comparator.comparing((Item item) -> remover(item).order())
            .thenComparing(Item::connection)
            .thenComparing(Item::region)
            .thenComparing((item) -> item.resource().scope(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing((item) -> item.resource().name()));
        return new Draft(scope, confirmation(scope, removable), List.copyOf(removable), List.copyOf(staying.keySet()),
                untouched, unasked);
    }

    /** What of a family stays, by name, each with why. */
    private Map<String, String> stayingOf(Scope scope, List<Item> chosen) {
        if (scope.kind() != Scope.Kind.FAMILY || chosen.isEmpty()) {
            return Map.of();
        }
        Item first = chosen.get(0);
        return this.retiring.find(first.resource().kind())
            .map((kind) -> kind.staying(this.connections.named(first.connection()).in(first.region()), scope.family(),
                    scope.keep()))
            .orElse(Map.of());
    }

    /**
     * A cluster stays while something in it is kept, and so does a repository for an
     * image.
     */
    private void keepWhatHoldsTheKept(List<Item> removable, Map<Item, String> staying) {
        for (Item kept : List.copyOf(staying.keySet())) {
            String scope = kept.kept() ? kept.resource().scope() : null;
            removable.removeIf((item) -> {
                boolean holds = scope != null && item.resource().name().equals(scope)
                        && item.connection().equals(kept.connection()) && item.region().equals(kept.region())
                        && !item.resource().kind().equals(kept.resource().kind());
                if (holds) {
                    staying.put(item, this.awaiting.words(kept) + " in it is kept.");
                }
                return holds;
            });
        }
    }

    private static void others(List<Item> chosen, List<Item> known, List<String> untouched) {
        Set<String> taken = new HashSet<>(chosen.stream().map(Item::id).toList());
        List<Item> others = known.stream().filter((item) -> !taken.contains(item.id())).toList();
        long made = others.stream().filter((item) -> !item.found()).count();
        if (made > 0) {
            untouched.add(made + ((made == 1) ? " resource that awaits" : " resources that await")
                    + " clean-up: outside of what this plan is about.");
        }
        long found = others.size() - made;
        if (found > 0) {
            untouched.add(found + ((found == 1) ? " resource that was" : " resources that were")
                    + " found and not made here: others may need them.");
        }
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
            case CLUSTER, LAB, PERSON -> String.valueOf(scope.subject());
            case FAMILY -> scope.family();
            case SELECTED -> (items.size() == 1) ? items.get(0).resource().name() : "remove " + items.size();
        };
    }

}
