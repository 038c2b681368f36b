package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Task definitions. A revision number is never used twice; a deregistered revision stays
 * as INACTIVE, a deleted one as DELETE_IN_PROGRESS until nothing uses it.
 */
final class TaskDefinitions {

    private final EcsTables tables;

    private final Tags tags;

    private final Table<Family> families;

    private final Table<Deletion> deletions;

    TaskDefinitions(Store store, EcsTables tables, Tags tags) {
        this.tables = tables;
        this.tags = tags;
        this.families = store.records("ecs.families", Family.class);
        this.deletions = store.records("ecs.deletions", Deletion.class);
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterTaskDefinition", Operation.of(RegisterTaskDefinitionRequest::builder, this::register),
                "DescribeTaskDefinition",
                Operation.of(DescribeTaskDefinitionRequest::builder, this::describe).requiring("taskDefinition"),
                "DeregisterTaskDefinition",
                Operation.of(DeregisterTaskDefinitionRequest::builder, this::deregister).requiring("taskDefinition"),
                "DeleteTaskDefinitions",
                Operation.of(DeleteTaskDefinitionsRequest::builder, this::delete).requiring("taskDefinitions"),
                "ListTaskDefinitions", Operation.of(ListTaskDefinitionsRequest::builder, this::list),
                "ListTaskDefinitionFamilies",
                Operation.of(ListTaskDefinitionFamiliesRequest::builder, this::listFamilies));
    }

    /** The definition to start tasks from; must be active. */
    TaskDefinition active(CallContext context, String reference) {
        TaskDefinition found = find(context, reference, () -> EcsErrors.client("TaskDefinition not found."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return found;
    }

    private TaskDefinition find(CallContext context, String reference, Supplier<AwsError> missing) {
        String name = reference.startsWith("arn:") ? reference.substring(reference.indexOf('/') + 1) : reference;
        int colon = name.indexOf(':');
        if (colon < 0) {
            return this.tables.taskDefinitions()
                .startingWith(context.arn("ecs", "task-definition/" + name + ":"))
                .stream()
                .filter((definition) -> definition.status() == TaskDefinitionStatus.ACTIVE)
                .max((left, right) -> Integer.compare(left.revision(), right.revision()))
                .orElseThrow(missing);
        }
        String arn = reference.startsWith("arn:") ? reference : context.arn("ecs", "task-definition/" + name);
        return this.tables.taskDefinitions().find(arn).orElseThrow(missing);
    }

    private RegisterTaskDefinitionResponse register(CallContext context, RegisterTaskDefinitionRequest request) {
        TaskDefinition.Builder checked = new TaskDefinitionRules(request).checked();
        String key = context.region() + "/" + request.family();
        int revision = this.families.find(key).map(Family::lastRevision).orElse(0) + 1;
        this.families.put(key, new Family(revision));
        String arn = context.arn("ecs", "task-definition/" + request.family() + ":" + revision);
        TaskDefinition definition = checked.taskDefinitionArn(arn)
            .revision(revision)
            .status(TaskDefinitionStatus.ACTIVE)
            .registeredAt(context.now())
            .registeredBy("arn:aws:iam::" + context.account() + ":root")
            .build();
        Tags.check(request.tags());
        this.tags.set(arn, request.tags());
        this.tables.taskDefinitions().put(arn, definition);
        return RegisterTaskDefinitionResponse.builder().taskDefinition(definition).tags(request.tags()).build();
    }

    private DescribeTaskDefinitionResponse describe(CallContext context, DescribeTaskDefinitionRequest request) {
        TaskDefinition found = find(context, request.taskDefinition(),
                () -> EcsErrors.client("Unable to describe task definition."));
        DescribeTaskDefinitionResponse.Builder response = DescribeTaskDefinitionResponse.builder()
            .taskDefinition(found);
        if (request.includeAsStrings().contains("TAGS")) {
            response.tags(this.tags.of(found.taskDefinitionArn()));
        }
        return response.build();
    }

    private DeregisterTaskDefinitionResponse deregister(CallContext context, DeregisterTaskDefinitionRequest request) {
        if (!request.taskDefinition().matches(".*:\\d+")) {
            throw EcsErrors.client("Task definition must include a revision: " + request.taskDefinition());
        }
        TaskDefinition found = find(context, request.taskDefinition(),
                () -> EcsErrors.client("Unable to describe task definition."));
        if (found.status() == TaskDefinitionStatus.DELETE_IN_PROGRESS) {
            throw EcsErrors.client("The specified task definition is being deleted.");
        }
        if (found.status() == TaskDefinitionStatus.ACTIVE) {
            found = found.toBuilder().status(TaskDefinitionStatus.INACTIVE).deregisteredAt(context.now()).build();
            this.tables.taskDefinitions().put(found.taskDefinitionArn(), found);
        }
        return DeregisterTaskDefinitionResponse.builder().taskDefinition(found).build();
    }

    private DeleteTaskDefinitionsResponse delete(CallContext context, DeleteTaskDefinitionsRequest request) {
        if (request.taskDefinitions().size() > 10) {
            throw EcsErrors.invalidParameter("Cannot delete more than 10 task definitions at a time.");
        }
        List<TaskDefinition> deleted = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String reference : request.taskDefinitions()) {
            String arn = reference.startsWith("arn:") ? reference : context.arn("ecs", "task-definition/" + reference);
            TaskDefinition found = this.tables.taskDefinitions().find(arn).orElse(null);
            String refusal = refusal(found);
            if (found == null || refusal != null) {
                failures.add(Failure.builder().arn(arn).reason(refusal).build());
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

    private ListTaskDefinitionsResponse list(CallContext context, ListTaskDefinitionsRequest request) {
        TaskDefinitionStatus status = (request.status() != null) ? request.status() : TaskDefinitionStatus.ACTIVE;
        List<String> keys = new ArrayList<>(this.tables.taskDefinitions()
            .startingWith(context.arn("ecs", "task-definition/"))
            .stream()
            .filter((definition) -> definition.status() == status)
            .filter((definition) -> request.familyPrefix() == null
                    || definition.family().equals(request.familyPrefix()))
            .map(TaskDefinitions::sortable)
            .sorted()
            .toList());
        boolean descending = request.sort() == SortOrder.DESC;
        if (descending) {
            Collections.reverse(keys);
        }
        Page<String> page = Pages.of(keys, request.maxResults(), 100, request.nextToken(), descending);
        return ListTaskDefinitionsResponse.builder()
            .taskDefinitionArns(page.items().stream().map((key) -> key.replaceFirst(":0*(\\d+)$", ":$1")).toList())
            .nextToken(page.nextToken())
            .build();
    }

    /** The ARN with a revision of fixed length, so that 10 comes after 9. */
    private static String sortable(TaskDefinition definition) {
        return definition.taskDefinitionArn()
            .replaceFirst(":\\d+$", ":" + String.format("%010d", definition.revision()));
    }

    private ListTaskDefinitionFamiliesResponse listFamilies(CallContext context,
            ListTaskDefinitionFamiliesRequest request) {
        String status = (request.statusAsString() != null) ? request.statusAsString() : "ACTIVE";
        List<TaskDefinition> all = this.tables.taskDefinitions()
            .startingWith(context.arn("ecs", "task-definition/"))
            .stream()
            .filter((definition) -> definition.status() != TaskDefinitionStatus.DELETE_IN_PROGRESS)
            .toList();
        List<String> active = all.stream()
            .filter((definition) -> definition.status() == TaskDefinitionStatus.ACTIVE)
            .map(TaskDefinition::family)
            .toList();
        List<String> families = all.stream()
            .map(TaskDefinition::family)
            .filter((family) -> status.equals("ALL") || status.equals("ACTIVE") == active.contains(family))
            .filter((family) -> request.familyPrefix() == null || family.startsWith(request.familyPrefix()))
            .distinct()
            .sorted()
            .toList();
        Page<String> page = Pages.of(families, request.maxResults(), 100, request.nextToken());
        return ListTaskDefinitionFamiliesResponse.builder().families(page.items()).nextToken(page.nextToken()).build();
    }

    /**
     * Removes the revisions whose deletion was asked for, once no task and no service
     * uses them.
     * @param delay how long it takes at the least
     */
    void forget(Instant now, Duration delay) {
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
        return this.tables.tasks()
            .values()
            .stream()
            .anyMatch((task) -> arn.equals(task.taskDefinitionArn()) && !"STOPPED".equals(task.lastStatus()))
                || this.tables.services()
                    .values()
                    .stream()
                    .flatMap((service) -> service.deployments().stream())
                    .anyMatch((deployment) -> arn.equals(deployment.taskDefinition()));
    }

    /** The highest revision that a family ever had. */
    record Family(int lastRevision) {
    }

    /** When the deletion of a revision was asked for. */
    record Deletion(Instant requestedAt) {
    }

}
