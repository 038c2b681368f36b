package dev.shipshape.cleanup.plans;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.spi.Generations;
import org.springframework.stereotype.Component;

/** Takes old ones of a kind out of use, and leaves them standing. */
@Component
class Retiring implements Deed {

    private final Map<String, Generations> kinds = new LinkedHashMap<>();

    private final Connections connections;

    private final SharedReads reads;

    Retiring(List<Generations> kinds, Connections connections, SharedReads reads) {
        this.connections = connections;
        kinds.forEach((kind) -> this.kinds.put(kind.key(), kind));
        this.reads = reads;
    }

    /** What is known of a kind that has generations. */
    Optional<Generations> find(String kind) {
        return Optional.ofNullable(this.kinds.get(kind));
    }

    /** What of a draft about a family can still be taken out of use. */
    List<Item> retirable(Draft draft) {
        if (draft.items().isEmpty()) {
            return List.of();
        }
        Item first = draft.items().get(0);
        Connection connection = this.connections.named(first.connection()).in(first.region());
        Set<String> active = find(first.resource().kind())
            .map((kind) -> this.reads.fresh(() -> kind.active(connection, draft.scope().family())))
            .orElse(Set.of());
        return draft.items().stream().filter((item) -> active.contains(item.resource().name())).toList();
    }

    private Generations of(Step step) {
        return find(step.getKind())
            .orElseThrow(() -> new IllegalStateException("A " + step.getKind() + " has no generations"));
    }

    @Override
    public Purpose purpose() {
        return Purpose.RETIRE;
    }

    @Override
    public boolean isFor(Step step) {
        return this.kinds.containsKey(step.getKind());
    }

    @Override
    public boolean isDone(Step step, Connection connection) {
        return this.reads.fresh(() -> of(step).isRetired(connection, step.resource()));
    }

    @Override
    public void ask(Step step, Connection connection) {
        of(step).retire(connection, step.resource());
    }

}
