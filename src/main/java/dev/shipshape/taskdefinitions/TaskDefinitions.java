package dev.shipshape.taskdefinitions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * Task definitions of a connection: families, revisions, register, deregister, delete.
 */
@Component
public class TaskDefinitions {

    /** The key of the kind in stored rows. */
    public static final String KIND = "task-definition";

    /** DeleteTaskDefinitions takes this many at once. */
    public static final int DELETED_AT_ONCE = 10;

    /** Names the shared read of the active families. */
    static final String ACTIVE_FAMILIES = "task definitions ACTIVE";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    /**
     * What a revision says never changes and AWS never gives its number again, so that it
     * need not be asked for with every list. Its state is not taken from here.
     */
    private final Cache<Known, TaskDefinition> known = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofMinutes(10))
        .maximumSize(2_000)
        .build();

    TaskDefinitions(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** The families with active revisions, in the order of their names. */
    public List<Family> families(Connection connection) {
        return families(connection, State.ACTIVE);
    }

    /**
     * The families that have revisions of a state: one read, a call per hundred
     * revisions.
     * @param connection where
     * @param state which revisions count
     * @return the families in the order of their names
     */
    public List<Family> families(Connection connection, State state) {
        return this.reads.shared(connection, "task definitions " + state, () -> grouped(arns(connection, state, null)));
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

    private List<Standing> standing(Connection connection, String family, State state) {
        return arns(connection, state, family).stream()
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
        return this.reads.shared(connection, "task definition " + name, () -> fresh(connection, name));
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

    private Optional<TaskDefinition> content(Connection connection, String arn) {
        if (connection.sandbox()) {
            return find(connection, arn); // a reset sandbox begins to count again
        }
        TaskDefinition kept = this.known.getIfPresent(new Known(connection, arn));
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<TaskDefinition> told = fresh(connection, arn);
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
        return this.reads.shared(connection, "task definition as json " + name, () -> describe(connection, name))
            .map((told) -> TaskDefinitionJson.of(told.taskDefinition(), told.tags()))
            .orElseThrow(() -> new NotFound("task definition", name));
    }

    /**
     * Registers a new revision, the first one of a new family included.
     * @param connection where
     * @param json what it says
     * @return the revision
     * @throws Problem if the JSON is no task definition or AWS refuses
     */
    public TaskDefinition register(Connection connection, TaskDefinitionJson json) {
        Change change = Change.of(connection, Verb.CREATE, KIND, json.family());
        RegisterTaskDefinitionRequest request = json.request(change.id());
        return this.actions.run(change.by(request), () -> {
            TaskDefinition made = TaskDefinition
                .of(this.clients.ecs(connection).registerTaskDefinition(request).taskDefinition());
            return Outcome.of(made).made(resource(connection, made));
        });
    }

    /**
     * Takes a revision out of use. What runs of it goes on.
     * @param connection where
     * @param definition the revision
     * @throws Problem if AWS refuses
     */
    public void deregister(Connection connection, TaskDefinition definition) {
        deregister(connection, definition.label(), definition.arn());
    }

    private void deregister(Connection connection, String label, String arn) {
        DeregisterTaskDefinitionRequest request = DeregisterTaskDefinitionRequest.builder().taskDefinition(arn).build();
        this.actions.run(Change.of(connection, Verb.DEREGISTER, KIND, label).on(arn).by(request), () -> {
            this.clients.ecs(connection).deregisterTaskDefinition(request);
            return Outcome.of(label);
        });
    }

    /**
     * Deletes up to ten revisions; those that are active are deregistered first. AWS
     * deletes one for good when no task and no service uses it any more.
     * @param connection where
     * @param definitions the revisions
     * @return what became of them
     * @throws Problem if AWS refuses all of them
     */
    public Deletion delete(Connection connection, List<TaskDefinition> definitions) {
        if (definitions.isEmpty() || definitions.size() > DELETED_AT_ONCE) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT,
                    "AWS deletes 1 to " + DELETED_AT_ONCE + " revisions at once.", "Choose fewer, then go on.");
        }
        definitions.stream().filter(TaskDefinition::active).forEach((one) -> deregister(connection, one));
        TaskDefinition first = definitions.get(0);
        List<String> arns = definitions.stream().map(TaskDefinition::arn).toList();
        DeleteTaskDefinitionsRequest request = DeleteTaskDefinitionsRequest.builder().taskDefinitions(arns).build();
        Change change = (definitions.size() == 1)
                ? Change.of(connection, Verb.DELETE, KIND, first.label()).on(first.arn())
                : Change.of(connection, Verb.DELETE, KIND, first.family() + ", " + definitions.size() + " revisions");
        return this.actions.run(change.by(request), () -> {
            DeleteTaskDefinitionsResponse answer = this.clients.ecs(connection).deleteTaskDefinitions(request);
            return outcome(arns, answer.failures());
        });
    }

    /** HTTP 200 with {@code failures[]} is not success. */
    private static Outcome<Deletion> outcome(List<String> asked, List<Failure> failures) {
        List<String> refused = failures.stream().map(TaskDefinitions::words).toList();
        List<String> failed = failures.stream().map(Failure::arn).toList();
        List<String> leaving = asked.stream().filter((arn) -> !failed.contains(arn)).toList();
        if (leaving.isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT,
                    "AWS deletes none of them: " + String.join("; ", refused),
                    "Look at the revision's state: only an inactive one can be deleted.");
        }
        Deletion deletion = new Deletion(leaving.stream().map(TaskDefinitions::label).toList(), refused);
        Outcome<Deletion> outcome = Outcome.of(deletion);
        for (String arn : leaving) {
            outcome = outcome.leaving(arn);
        }
        return refused.isEmpty() ? outcome : outcome.note("AWS left " + String.join("; ", refused));
    }

    private static String words(Failure failure) {
        String detail = failure.detail();
        return label(failure.arn()) + ": " + failure.reason() + ((detail != null) ? ", " + detail : "");
    }

    private static String label(@Nullable String arn) {
        return (arn != null) ? arn.substring(arn.lastIndexOf('/') + 1) : "?";
    }

    /** Asks AWS itself, for settling and "is it gone". */
    Optional<TaskDefinition> fresh(Connection connection, String name) {
        return describe(connection, name).map(DescribeTaskDefinitionResponse::taskDefinition).map(TaskDefinition::of);
    }

    Optional<DescribeTaskDefinitionResponse> describe(Connection connection, String name) {
        try {
            return Optional.of(this.clients.ecs(connection)
                .describeTaskDefinition((request) -> request.taskDefinition(name).include(TaskDefinitionField.TAGS)));
        }
        catch (EcsException ex) {
            // AWS says "not found" in these words only, with the code of any wrong
            // request
            if (ex.statusCode() == 400 && String.valueOf(ex.getMessage()).contains("Unable to describe")) {
                return Optional.empty();
            }
            throw ex;
        }
    }

    /** All revisions of a state, asked of AWS itself, the newest first. */
    List<String> arns(Connection connection, State state, @Nullable String family) {
        ListTaskDefinitionsRequest request = ListTaskDefinitionsRequest.builder()
            .status(state.aws())
            .familyPrefix(family)
            .sort("DESC")
            .build();
        return this.clients.ecs(connection)
            .listTaskDefinitionsPaginator(request)
            .taskDefinitionArns()
            .stream()
            .toList();
    }

    private static List<Family> grouped(List<String> arns) {
        TreeMap<String, List<Family.Revision>> families = new TreeMap<>(
                String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        for (String arn : arns) {
            families.computeIfAbsent(Family.nameIn(arn), (name) -> new ArrayList<>()).add(Family.Revision.of(arn));
        }
        return families.entrySet()
            .stream()
            .map((entry) -> new Family(entry.getKey(),
                    entry.getValue()
                        .stream()
                        .sorted(Comparator.comparingInt(Family.Revision::number).reversed())
                        .toList()))
            .toList();
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
