package dev.shipshape.taskdefinitions;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.GatheredReads;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.web.NotFound;
import org.springframework.stereotype.Component;

/** Task definitions of a connection: families, revisions and what they say. */
@Component
public class TaskDefinitions {

    /** The key of the kind in stored rows. */
    public static final String KIND = "task-definition";

    /** Names the shared read of the active families. */
    static final String ACTIVE_FAMILIES = "task definitions ACTIVE";

    private final TaskDefinitionCalls calls;

    private final SharedReads reads;

    private final GatheredReads gathered;

    /**
     * What a revision says never changes and AWS never gives its number again, so that it
     * need not be asked for with every list. Its state is not taken from here.
     */
    private final Cache<Known, TaskDefinition> known = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofMinutes(10))
        .maximumSize(2_000)
        .build();

    TaskDefinitions(TaskDefinitionCalls calls, SharedReads reads, GatheredReads gathered) {
        this.calls = calls;
        this.reads = reads;
        this.gathered = gathered;
    }

    /** The families with active revisions, in the order of their names. */
    public List<Family> families(Connection connection) {
        return families(connection, State.ACTIVE, Extent.IN_TIME);
    }

    /**
     * The families that have revisions of a state: one read, a call per hundred
     * revisions.
     * @param connection where
     * @param state which revisions count
     * @param extent how many of them are waited for
     * @return the families in the order of their names
     */
    public List<Family> families(Connection connection, State state, Extent extent) {
        return Family.grouped(this.gathered.list(connection, "task definitions " + state, "revision", extent,
                (gathering) -> this.calls.gather(connection, state, gathering)));
    }

    /**
     * The revisions of a family, of any state.
     * @param connection where
     * @param family the family's name
     * @return the revisions with their states, the newest first
     * @throws NotFound if it has none
     */
    public List<Standing> revisions(Connection connection, String family) {
        List<Standing> revisions = this.reads
            .shared(connection, "revisions of " + family,
                    () -> this.reads.each(List.of(State.ACTIVE, State.INACTIVE, State.DELETING),
                            (state) -> standing(connection, family, state)))
            .stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt((Standing standing) -> standing.revision().number()).reversed())
            .toList();
        if (revisions.isEmpty()) {
            throw new NotFound("task definition", family);
        }
        return revisions;
    }

    /**
     * The active revisions of a family, asked of AWS now.
     * @param connection where
     * @param family the family's name
     * @return the revisions, the newest first
     */
    public List<Family.Revision> active(Connection connection, String family) {
        return this.reads.fresh(() -> standing(connection, family, State.ACTIVE))
            .stream()
            .map(Standing::revision)
            .sorted(Comparator.comparingInt(Family.Revision::number).reversed())
            .toList();
    }

    /**
     * A revision's state, asked of AWS now; empty if there is none.
     * @param arn the revision
     */
    public Optional<TaskDefinition> now(Connection connection, String arn) {
        return this.reads.fresh(() -> this.calls.fresh(connection, arn));
    }

    private List<Standing> standing(Connection connection, String family, State state) {
        return this.calls.arns(connection, state, family)
            .stream()
            .filter((arn) -> Family.nameIn(arn).equals(family))
            .map((arn) -> new Standing(Family.Revision.of(arn), state))
            .toList();
    }

    /**
     * A revision.
     * @param connection where
     * @param name {@code web:3}, an ARN, or a family, which means its newest active
     * revision
     * @return the revision
     * @throws NotFound if there is none
     */
    public TaskDefinition named(Connection connection, String name) {
        return find(connection, name).orElseThrow(() -> new NotFound("task definition", name));
    }

    /** As {@link #named}, but empty if there is none. */
    public Optional<TaskDefinition> find(Connection connection, String name) {
        return this.reads.shared(connection, read(name), () -> this.calls.fresh(connection, name));
    }

    /**
     * What revisions say, side by side and without asking again for what is known. Their
     * states may be old.
     * @param connection where
     * @param arns the revisions
     * @return those that there are, in the same order
     */
    public List<TaskDefinition> contents(Connection connection, Collection<String> arns) {
        return this.reads.each(arns, (arn) -> content(connection, arn)).stream().flatMap(Optional::stream).toList();
    }

    /**
     * What is known of revisions without asking AWS.
     * @param connection where
     * @param arns the revisions
     * @return those that are known, in the same order
     */
    public List<TaskDefinition> remembered(Connection connection, Collection<String> arns) {
        return arns.stream().flatMap((arn) -> {
            Optional<?> read = this.reads.peek(connection, read(arn), Optional.class).orElse(Optional.empty());
            Object kept = connection.sandbox() ? null : this.known.getIfPresent(new Known(connection, arn));
            return Stream.of(Optional.ofNullable(kept), read).flatMap(Optional::stream).limit(1);
        }).filter(TaskDefinition.class::isInstance).map(TaskDefinition.class::cast).toList();
    }

    private static String read(String name) {
        return "task definition " + name;
    }

    private Optional<TaskDefinition> content(Connection connection, String arn) {
        if (connection.sandbox()) {
            return find(connection, arn); // a reset sandbox begins to count again
        }
        TaskDefinition kept = this.known.getIfPresent(new Known(connection, arn));
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<TaskDefinition> told = this.calls.fresh(connection, arn);
        told.ifPresent((definition) -> this.known.put(new Known(connection, arn), definition));
        return told;
    }

    /**
     * A revision as JSON that can be registered again: all that AWS told but what only
     * AWS writes.
     * @param connection where
     * @param name as in {@link #named}
     * @return the JSON
     * @throws NotFound if there is none
     */
    public TaskDefinitionJson json(Connection connection, String name) {
        return this.reads
            .shared(connection, "task definition as json " + name, () -> this.calls.describe(connection, name))
            .map((told) -> TaskDefinitionJson.of(told.taskDefinition(), told.tags()))
            .orElseThrow(() -> new NotFound("task definition", name));
    }

    /**
     * The address of a revision's page.
     * @param connection where it stands
     * @param label such as {@code web:3}
     */
    public static String page(Connection connection, String label) {
        return connection.path() + "/task-definitions/" + label.replace(':', '/');
    }

    /** A revision as the ledger knows it; AWS does not charge for it. */
    static Resource resource(Connection connection, TaskDefinition definition) {
        return new Resource(KIND, definition.label(), null, definition.arn(), definition.registeredAt(),
                Billable.nothing(connection.region()).facts());
    }

    /**
     * A revision and its state.
     *
     * @param revision the revision
     * @param state its state
     */
    public record Standing(Family.Revision revision, State state) {
    }

    private record Known(Connection connection, String arn) {
    }

}
