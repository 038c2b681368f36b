package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.Map;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Lists revisions and families of task definitions. */
public final class TaskDefinitionLists {

    private final Revisions revisions;

    private final Table<TaskDefinitions.Family> families;

    /** Lists out of these tables. */
    public TaskDefinitionLists(Store store, Table<TaskDefinition> definitions) {
        this.revisions = new Revisions(definitions);
        this.families = TaskDefinitions.families(store);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListTaskDefinitions", Operation.of(ListTaskDefinitionsRequest::builder, this::list),
                "ListTaskDefinitionFamilies",
                Operation.of(ListTaskDefinitionFamiliesRequest::builder, this::listFamilies));
    }

    private ListTaskDefinitionsResponse list(CallContext context, ListTaskDefinitionsRequest request) {
        if (request.status() == TaskDefinitionStatus.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Invalid status. Valid values: ACTIVE, INACTIVE, DELETE_IN_PROGRESS.");
        }
        if (request.sort() == SortOrder.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Invalid sort order. Valid values: ASC, DESC.");
        }
        String status = (request.status() != null) ? request.statusAsString() : Revisions.ACTIVE;
        String family = (request.familyPrefix() != null && !request.familyPrefix().isEmpty()) ? request.familyPrefix()
                : null;
        Page<String> page = Pages.read(
                (after) -> this.revisions.in(context.region(), status, family, after, request.sort() == SortOrder.DESC),
                request.maxResults(), 100, request.nextToken());
        return ListTaskDefinitionsResponse.builder()
            .taskDefinitionArns(page.items()
                .stream()
                .map((revision) -> context.arn("ecs", "task-definition/" + Revisions.plain(revision)))
                .toList())
            .nextToken(page.nextToken())
            .build();
    }

    private ListTaskDefinitionFamiliesResponse listFamilies(CallContext context,
            ListTaskDefinitionFamiliesRequest request) {
        if (request.status() == TaskDefinitionFamilyStatus.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Invalid status. Valid values: ACTIVE, INACTIVE, ALL.");
        }
        String status = (request.status() != null) ? request.statusAsString() : Revisions.ACTIVE;
        String region = context.region() + "/";
        String prefix = region + ((request.familyPrefix() != null) ? request.familyPrefix() : "");
        Page<String> page = Pages.read((after) -> this.families.keys(prefix)
            .stream()
            .map((key) -> key.substring(region.length()))
            .filter((family) -> after == null || family.compareTo(after) > 0)
            .filter((family) -> isIn(context.region(), family, status))
            .iterator(), request.maxResults(), 100, request.nextToken());
        return ListTaskDefinitionFamiliesResponse.builder().families(page.items()).nextToken(page.nextToken()).build();
    }

    /** A family is ACTIVE with an active revision, INACTIVE with inactive ones only. */
    private boolean isIn(String region, String family, String status) {
        boolean active = this.revisions.count(region, Revisions.ACTIVE, family) > 0;
        boolean inactive = !active && this.revisions.count(region, "INACTIVE", family) > 0;
        return switch (status) {
            case "ACTIVE" -> active;
            case "INACTIVE" -> inactive;
            default -> active || inactive;
        };
    }

}
