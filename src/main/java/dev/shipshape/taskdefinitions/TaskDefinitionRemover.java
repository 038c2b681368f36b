package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Settlement;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import org.springframework.stereotype.Component;

/** Finds revisions again and removes them. */
@Component
class TaskDefinitionRemover implements Remover {

    /** An action's revision is among the newest; more would be more calls. */
    private static final int LOOKED_AT = 20;

    private final TaskDefinitionCalls calls;

    private final Registrations registrations;

    TaskDefinitionRemover(TaskDefinitionCalls calls, Registrations registrations) {
        this.calls = calls;
        this.registrations = registrations;
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

    @Override
    public String page(Connection connection, Resource resource) {
        return TaskDefinitions.page(connection, resource.name());
    }

}
