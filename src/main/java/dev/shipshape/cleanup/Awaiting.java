package dev.shipshape.cleanup;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.cleanup.spi.Finder;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Remover.Order;
import dev.shipshape.cost.Prices;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All that stands as the ledger knows it, with prices and with the kinds' removers. */
@Component
public class Awaiting {

    private final ResourceLedger ledger;

    private final Map<String, Finder> kinds = new LinkedHashMap<>();

    private final Prices prices;

    Awaiting(ResourceLedger ledger, List<Finder> finders, Prices prices) {
        this.ledger = ledger;
        finders.forEach((finder) -> this.kinds.put(finder.key(), finder));
        this.prices = prices;
    }

    /** All that stands, made here or found, from the database alone. */
    public List<Item> known() {
        return items(this.ledger.standing());
    }

    /** The items of ledger entries. */
    public List<Item> items(Collection<LedgerEntry> entries) {
        return entries.stream().map((entry) -> Item.of(entry, this.prices)).toList();
    }

    /** The remover of a kind; null if no room has one. */
    public @Nullable Remover remover(String kind) {
        return (this.kinds.get(kind) instanceof Remover remover) ? remover : null;
    }

    /** When the turn of an item's kind comes; null if no room removes it. */
    public @Nullable Order order(Item item) {
        Remover remover = remover(item.resource().kind());
        return (remover != null) ? remover.order() : null;
    }

    /** What a person calls a kind. */
    public String word(String kind) {
        Finder finder = this.kinds.get(kind);
        return (finder != null) ? finder.word() : kind.replace('-', ' ');
    }

    /** Whether a kind is looked for and shown, and never removed from here. */
    public boolean isOnlyShown(String kind) {
        return this.kinds.containsKey(kind) && remover(kind) == null;
    }

    /** What an item is called, such as {@code service web}. */
    public String words(Item item) {
        return word(item.resource().kind()) + " " + item.resource().name();
    }

    /**
     * The cluster that an item is or lies in; null for all else, such as an image in a
     * repository that has a cluster's name.
     */
    public @Nullable String cluster(Item item) {
        Order order = order(item);
        if (order == Order.CLUSTER) {
            return item.resource().name();
        }
        boolean lies = order == Order.SCALING || order == Order.SERVICE || order == Order.TASK
                || order == Order.INSTANCE;
        return lies ? item.resource().scope() : null;
    }

}
