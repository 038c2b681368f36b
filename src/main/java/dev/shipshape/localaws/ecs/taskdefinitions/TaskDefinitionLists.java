package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Lists revisions and families of task definitions. */
public final class TaskDefinitionLists {

    private final Table<TaskDefinition> definitions;

    /** Lists out of this table. */
    public TaskDefinitionLists(Table<TaskDefinition> definitions) {
        this.definitions = definitions;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListTaskDefinitions", Operation.of(ListTaskDefinitionsRequest::builder, this::list),
                "ListTaskDefinitionFamilies",
                Operation.of(ListTaskDefinitionFamiliesRequest::builder, this::listFamilies));
    }

    private ListTaskDefinitionsResponse list(CallContext context, ListTaskDefinitionsRequest request) {
        TaskDefinitionStatus status = (request.status() != null) ? request.status() : TaskDefinitionStatus.ACTIVE;
        List<String> keys = new ArrayList<>(this.definitions.startingWith(context.arn("ecs", "task-definition/"))
            .stream()
            .filter((definition) -> definition.status() == status)
            .filter((definition) -> request.familyPrefix() == null
                    || definition.family().equals(request.familyPrefix()))
            .map(TaskDefinitionLists::sortable)
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
        List<TaskDefinition> all = this.definitions.startingWith(context.arn("ecs", "task-definition/"))
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

}
