package dev.shipshape.cleanup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Remover.Order;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Prices;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What awaits clean-up: all that the ledger knows, and what stands in our clusters
 * without the ledger knowing it.
 */
@Component
public class Awaiting {

    private final ResourceLedger ledger;

    private final Connections connections;

    private final List<Remover> removers;

    private final Prices prices;

    private final SharedReads reads;

    Awaiting(ResourceLedger ledger, Connections connections, List<Remover> removers, Prices prices, SharedReads reads) {
        this.ledger = ledger;
        this.connections = connections;
        this.removers = removers.stream().sorted(Comparator.comparing(Remover::order)).toList();
        this.prices = prices;
        this.reads = reads;
    }

    /** All that the ledger knows, from the database alone. */
    public List<Item> known() {
        return this.ledger.standing().stream().map((entry) -> Item.of(entry, this.prices)).toList();
    }

    /** The remover of a kind; null if no room has one. */
    public @Nullable Remover remover(String kind) {
        return this.removers.stream().filter((remover) -> remover.key().equals(kind)).findFirst().orElse(null);
    }

    /** When the turn of an item's kind comes; null if no room removes it. */
    public @Nullable Order order(Item item) {
        Remover remover = remover(item.resource().kind());
        return (remover != null) ? remover.order() : null;
    }

    /** The remover of clusters; null if no room has one. */
    public @Nullable Remover ofClusters() {
        return this.removers.stream().filter((remover) -> remover.order() == Order.CLUSTER).findFirst().orElse(null);
    }

    /** The clusters among these items, on connections that are set up here. */
    public List<Place> clusters(Collection<Item> items) {
        return items.stream()
            .filter((item) -> order(item) == Order.CLUSTER && this.connections.find(item.connection()).isPresent())
            .map((item) -> new Place(item.connection(), item.resource().name()))
            .distinct()
            .toList();
    }

    /** What stands in clusters, for a page: it may be seconds old. */
    Standing seen(Collection<Place> clusters) {
        return standing(clusters, (question) -> this.reads.shared(question.place().on(this.connections),
                "cleanup." + question.place().cluster() + "." + question.remover().key(), () -> ask(question)));
    }

    /**
     * What stands in clusters, asked fresh. A connection that cannot be asked is named in
     * the answer and does not keep the others back.
     * @param clusters which clusters
     * @return what stands in them; what the ledger knows of it comes with its entry
     */
    public Standing in(Collection<Place> clusters) {
        return standing(clusters, this::ask);
    }

    private Standing standing(Collection<Place> clusters, Function<Question, List<Resource>> read) {
        List<Question> questions = clusters.stream()
            .flatMap((place) -> this.removers.stream().map((remover) -> new Question(place, remover)))
            .toList();
        List<Answer> answers = this.reads.each(questions,
                (question) -> answer(question.place(), () -> read.apply(question)));
        List<Item> items = new ArrayList<>();
        Map<String, Item> known = known().stream()
            .collect(Collectors.toMap(Awaiting::key, Function.identity(), (a, b) -> a));
        for (Answer answer : answers) {
            for (Resource resource : answer.resources()) {
                Connection connection = answer.place().on(this.connections);
                Item item = new Item(connection.name(), connection.region(), resource, null,
                        this.prices.of(new Billable(connection.region(), resource.facts())));
                items.add(known.getOrDefault(key(item), item));
            }
        }
        Set<String> silent = answers.stream()
            .filter((answer) -> answer.problem() != null)
            .map((answer) -> answer.place().connection() + ": " + answer.problem())
            .collect(Collectors.toCollection(TreeSet::new));
        return new Standing(items, List.copyOf(silent));
    }

    private static String key(Item item) {
        return item.connection() + " " + item.resource().arn();
    }

    private static Answer answer(Place place, Supplier<List<Resource>> read) {
        try {
            return new Answer(place, read.get(), null);
        }
        catch (SdkException ex) {
            return new Answer(place, List.of(), AwsErrors.problem(ex).what());
        }
        catch (Problem problem) {
            return new Answer(place, List.of(), problem.what());
        }
    }

    private List<Resource> ask(Question question) {
        Connection connection = question.place().on(this.connections);
        try {
            return this.reads.fresh(() -> question.remover().standingIn(connection, question.place().cluster()));
        }
        catch (Problem problem) {
            if ("ClusterNotFoundException".equals(problem.code())) {
                return List.of(); // gone since the ledger was read: nothing stands in it
            }
            throw problem;
        }
    }

    /**
     * A cluster, by name.
     *
     * @param connection the connection's name
     * @param cluster the cluster's name
     */
    public record Place(String connection, String cluster) {

        Connection on(Connections connections) {
            return connections.named(this.connection);
        }

    }

    /**
     * What stands in some clusters.
     *
     * @param items what stands there
     * @param silent the connections that could not be asked, each with the reason
     */
    public record Standing(List<Item> items, List<String> silent) {

        /** What was made by hand. */
        public List<Item> found() {
            return this.items.stream().filter(Item::found).toList();
        }

    }

    private record Question(Place place, Remover remover) {
    }

    private record Answer(Place place, List<Resource> resources, @Nullable String problem) {
    }

}
