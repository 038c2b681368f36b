package dev.shipshape.taskdefinitions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Settlement;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.cost.Billable;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;

/** Finds revisions again and removes them. */
@Component
class TaskDefinitionRemover implements Remover {

    /** An action's revision is among the newest; more would be more calls. */
    private static final int LOOKED_AT = 20;

    private final TaskDefinitionCalls calls;

    private final Registrations registrations;

    private final SharedReads reads;

    TaskDefinitionRemover(TaskDefinitionCalls calls, Registrations registrations, SharedReads reads) {
        this.calls = calls;
        this.registrations = registrations;
        this.reads = reads;
    }

    @Override
    public String key() {
        return TaskDefinitions.KIND;
    }

    @Override
    public String word() {
        return "task definition";
    }

    @Override
    public Order order() {
        return Order.TASK_DEFINITION;
    }

    @Override
    public String reason() {
        return "A revision is deregistered and then deleted, which AWS finishes when no task uses it.";
    }

    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return Stream.of(State.ACTIVE, State.INACTIVE)
            .flatMap((state) -> this.calls.arns(connection, state, action.name()).stream().limit(LOOKED_AT))
            .flatMap((arn) -> this.calls.describe(connection, arn).stream())
            .filter((told) -> told.tags()
                .stream()
                .anyMatch((tag) -> tag.key().equals(Change.TAG) && action.id().equals(tag.value())))
            .map((told) -> TaskDefinitions.resource(connection, TaskDefinition.of(told.taskDefinition())))
            .toList();
    }

    /**
     * A deregistered revision still stands, and while AWS deletes one it is not gone yet.
     * Neither is billed.
     */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return this.calls.fresh(connection, resource.arn()).isEmpty();
    }

    /**
     * What AWS has begun to delete cannot be kept any more, so the deletion took place.
     */
    @Override
    public Settlement settle(Connection connection, OpenAction action) {
        String arn = action.arn();
        if (action.verb().makes() || arn == null) {
            return Remover.super.settle(connection, action);
        }
        Optional<State> state = this.calls.fresh(connection, arn).map(TaskDefinition::state);
        boolean deleting = state.isEmpty() || state.get() == State.DELETING;
        boolean done = (action.verb() == Verb.DEREGISTER) ? deleting || state.get() == State.INACTIVE : deleting;
        return done ? Settlement.tookPlace(List.of()) : Settlement.didNot();
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        Optional<TaskDefinition> standing = this.calls.fresh(connection, resource.arn());
        if (standing.isPresent() && standing.get().state() != State.DELETING) {
            this.registrations.delete(connection, List.of(standing.get()));
        }
    }

    /** DeleteTaskDefinitions takes ten; deregistering goes one by one. */
    @Override
    public int atOnce() {
        return Registrations.DELETED_AT_ONCE;
    }

    @Override
    public Map<String, Problem> removeTogether(Connection connection, List<Resource> resources) {
        List<TaskDefinition> standing = resources.stream()
            .flatMap((resource) -> this.calls.fresh(connection, resource.arn()).stream())
            .filter((definition) -> definition.state() != State.DELETING)
            .toList();
        Map<String, Problem> refused = new HashMap<>();
        if (!standing.isEmpty()) {
            this.registrations.delete(connection, standing)
                .refused()
                .forEach((arn, why) -> refused.put(arn,
                        new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS does not delete it: " + why, "")));
        }
        return refused;
    }

    @Override
    public Phase phase() {
        return Phase.USED;
    }

    /**
     * All revisions that are ACTIVE or INACTIVE. Only those that something found uses are
     * described, because a call each would be needed; of the others AWS tells no time.
     */
    @Override
    public List<Found> find(Connection connection, Survey survey) {
        List<String> arns = this.reads
            .each(List.of(State.ACTIVE, State.INACTIVE), (state) -> this.calls.arns(connection, state, null))
            .stream()
            .flatMap(List::stream)
            .distinct()
            .toList();
        Set<String> used = survey.used(TaskDefinitions.KIND);
        Map<String, Found> described = this.reads
            .each(arns.stream().filter((arn) -> used.contains(TaskDefinitionCalls.label(arn))).toList(),
                    (arn) -> this.calls.describe(connection, arn).map((told) -> found(connection, told)))
            .stream()
            .flatMap(Optional::stream)
            .collect(Collectors.toMap((one) -> one.resource().arn(), Function.identity()));
        return arns.stream()
            .map((arn) -> Optional.ofNullable(described.get(arn)).orElseGet(() -> Found.of(listed(connection, arn))))
            .toList();
    }

    private static Resource listed(Connection connection, String arn) {
        return new Resource(TaskDefinitions.KIND, TaskDefinitionCalls.label(arn), null, arn, null,
                Billable.nothing(connection.region()).facts());
    }

    private static Found found(Connection connection, DescribeTaskDefinitionResponse told) {
        TaskDefinition definition = TaskDefinition.of(told.taskDefinition());
        Set<String> groups = definition.containers()
            .stream()
            .map(ContainerDefinition::logs)
            .filter(Objects::nonNull)
            .filter((logs) -> logs.region() == null || connection.region().equals(logs.region()))
            .map(ContainerDefinition.Logs::group)
            .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> tags = new TreeMap<>();
        told.tags().forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        return Found.of(TaskDefinitions.resource(connection, definition))
            .tagged(tags)
            .using(groups.isEmpty() ? Map.of() : Map.of("log-group", groups));
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return TaskDefinitions.page(connection, resource.name());
    }

}
