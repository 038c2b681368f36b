package dev.shipshape.localaws.ecs.taskdefinitions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Deletes revisions of task definitions: each stays as DELETE_IN_PROGRESS until nothing
 * uses it.
 */
public final class TaskDefinitionDeletions {

    private final EcsTables tables;

    private final Tags tags;

    private final Table<Deletion> deletions;

    /** Deletions out of these tables. */
    public TaskDefinitionDeletions(Store store, EcsTables tables, Tags tags) {
        this.tables = tables;
        this.tags = tags;
        this.deletions = store.records("ecs.deletions", Deletion.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DeleteTaskDefinitions", Operation.of(DeleteTaskDefinitionsRequest::builder, this::delete));
    }

    private DeleteTaskDefinitionsResponse delete(CallContext context, DeleteTaskDefinitionsRequest request) {
        if (request.taskDefinitions().isEmpty()) {
            throw EcsErrors.invalidParameter("size of TaskDefinition references list must be greater than 0");
        }
        if (request.taskDefinitions().size() > 10) {
            throw EcsErrors.invalidParameter("Size of TaskDefinition references list cannot exceed 10");
        }
        List<TaskDefinition> deleted = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String reference : request.taskDefinitions()) {
            String arn = reference.startsWith("arn:") ? reference : context.arn("ecs", "task-definition/" + reference);
            TaskDefinition found = this.tables.taskDefinitions().find(arn).orElse(null);
            String refusal = reference.contains(":") ? refusal(found)
                    : "The specified task definition identifier is invalid. Specify a valid name or ARN and try again.";
            if (found == null || refusal != null) {
                failures.add(Failure.builder().arn((found != null) ? arn : reference).reason(refusal).build());
                continue;
            }
            TaskDefinition going = (found.status() == TaskDefinitionStatus.DELETE_IN_PROGRESS) ? found
                    : found.toBuilder().status(TaskDefinitionStatus.DELETE_IN_PROGRESS).build();
            this.tables.taskDefinitions().put(arn, going);
            this.deletions.put(arn, new Deletion(context.now()));
            deleted.add(going);
        }
        return DeleteTaskDefinitionsResponse.builder().taskDefinitions(deleted).failures(failures).build();
    }

    private static @Nullable String refusal(@Nullable TaskDefinition found) {
        if (found == null) {
            return "The specified task definition does not exist. Specify a valid account, family, revision and try "
                    + "again.";
        }
        return (found.status() == TaskDefinitionStatus.ACTIVE)
                ? "The specified task definition is still in ACTIVE status. Please deregister the target and try again."
                : null;
    }

    /**
     * Removes the revisions whose deletion was asked for, once no task and no service
     * uses them.
     * @param delay how long it takes at the least
     */
    public void forget(Instant now, Duration delay) {
        for (String arn : this.deletions.keys("")) {
            Deletion deletion = this.deletions.find(arn).orElseThrow();
            if (!deletion.requestedAt().plus(delay).isAfter(now) && !isUsed(arn)) {
                this.deletions.remove(arn);
                this.tables.taskDefinitions().remove(arn);
                this.tags.drop(arn);
            }
        }
    }

    private boolean isUsed(String arn) {
        return this.tables.taskIndex().isUsed(arn) || this.tables.serviceIndex().isUsed(arn);
    }

    /** When the deletion of a revision was asked for. */
    record Deletion(Instant requestedAt) {
    }

}
