package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.Map;
import java.util.function.Supplier;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Task definitions: register, describe, deregister. A revision number is never used
 * twice; a deregistered revision stays as INACTIVE.
 */
public final class TaskDefinitions {

    private final EcsTables tables;

    private final Tags tags;

    private final Table<Family> families;

    private final Revisions revisions;

    /** Task definitions in these tables. */
    public TaskDefinitions(Store store, EcsTables tables, Tags tags) {
        this.tables = tables;
        this.tags = tags;
        this.families = families(store);
        this.revisions = new Revisions(tables.taskDefinitions());
    }

    /** The families that there ever were; the key is {@code region/family}. */
    static Table<Family> families(Store store) {
        return store.records("ecs.families", Family.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterTaskDefinition", Operation.of(RegisterTaskDefinitionRequest::builder, this::register),
                "DescribeTaskDefinition",
                Operation.of(DescribeTaskDefinitionRequest::builder, this::describe).requiring("taskDefinition"),
                "DeregisterTaskDefinition",
                Operation.of(DeregisterTaskDefinitionRequest::builder, this::deregister).requiring("taskDefinition"));
    }

    /** The definition to start tasks from; must be active. */
    public TaskDefinition active(CallContext context, String reference) {
        TaskDefinition found = find(context, reference, () -> EcsErrors.client("TaskDefinition not found."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return found;
    }

    private TaskDefinition find(CallContext context, String reference, Supplier<AwsError> missing) {
        String name = reference.startsWith("arn:") ? References.resource(context, "task-definition", reference)
                : reference;
        if (name.indexOf(':') < 0) {
            name = this.revisions.newest(context.region(), name).orElseThrow(missing);
        }
        return this.tables.taskDefinitions().find(context.arn("ecs", "task-definition/" + name)).orElseThrow(missing);
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
            .registeredBy(context.user())
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
        String name = request.taskDefinition().substring(request.taskDefinition().lastIndexOf('/') + 1);
        if (name.indexOf(':') < 0) {
            throw EcsErrors.client("Revision is missing.");
        }
        String revision = name.substring(name.indexOf(':') + 1);
        if (!revision.matches("\\d{1,9}")) {
            throw EcsErrors.invalidParameter("Invalid revision number. Number: " + revision);
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

    /** The highest revision that a family ever had. */
    record Family(int lastRevision) {
    }

}
