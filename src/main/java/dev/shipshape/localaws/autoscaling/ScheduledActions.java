package dev.shipshape.localaws.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** Scheduled actions of targets: kept, and never carried out. */
final class ScheduledActions {

    private final ScalingTables tables;

    ScheduledActions(ScalingTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("PutScheduledAction",
                Operation.of(PutScheduledActionRequest::builder, this::put)
                    .requiring("ServiceNamespace", "ScheduledActionName", "ResourceId", "ScalableDimension"),
                "DescribeScheduledActions",
                Operation.of(DescribeScheduledActionsRequest::builder, this::describe).requiring("ServiceNamespace"),
                "DeleteScheduledAction", Operation.of(DeleteScheduledActionRequest::builder, this::delete)
                    .requiring("ServiceNamespace", "ScheduledActionName", "ResourceId", "ScalableDimension"));
    }

    private PutScheduledActionResponse put(CallContext context, PutScheduledActionRequest request) {
        String namespace = request.serviceNamespaceAsString();
        String dimension = request.scalableDimensionAsString();
        ScalingTables.checkScalable(namespace, request.resourceId(), dimension);
        String target = ScalingTables.key(context.region(), namespace, request.resourceId(), dimension);
        this.tables.target(target, namespace, request.resourceId(), dimension);
        String key = ScalingTables.key(target, request.scheduledActionName());
        ScheduledAction before = this.tables.actions().find(key).orElse(null);
        String schedule = (request.schedule() != null) ? request.schedule() : (before != null) ? before.schedule() : "";
        if (!schedule.matches("(at|rate|cron)\\(.+\\)")) {
            throw ScalingTables
                .invalid("Schedule expression must have the following syntax: rate(<number>\\s?(minutes?|"
                        + "hours?|days?)), cron(<cron_expression>) or at(yyyy-MM-dd'T'HH:mm:ss)");
        }
        ScheduledAction.Builder action = (before != null) ? before.toBuilder()
                : ScheduledAction.builder()
                    .scheduledActionName(request.scheduledActionName())
                    .scheduledActionARN(context.arn("autoscaling",
                            "scheduledAction:" + UUID.randomUUID() + ":resource/ecs/" + request.resourceId()
                                    + ":scheduledActionName/" + request.scheduledActionName()))
                    .serviceNamespace(request.serviceNamespace())
                    .resourceId(request.resourceId())
                    .scalableDimension(request.scalableDimension())
                    .creationTime(context.now());
        this.tables.actions()
            .put(key,
                    action.schedule(schedule)
                        .timezone(request.timezone())
                        .startTime(request.startTime())
                        .endTime(request.endTime())
                        .scalableTargetAction(request.scalableTargetAction())
                        .build());
        return PutScheduledActionResponse.builder().build();
    }

    private DescribeScheduledActionsResponse describe(CallContext context, DescribeScheduledActionsRequest request) {
        String namespace = request.serviceNamespaceAsString();
        ScalingTables.checkNamespace(namespace);
        List<ScheduledAction> found = this.tables.actions()
            .startingWith(ScalingTables.key(context.region(), namespace, ""))
            .stream()
            .filter((one) -> request.scheduledActionNames().isEmpty()
                    || request.scheduledActionNames().contains(one.scheduledActionName()))
            .filter((one) -> request.resourceId() == null || request.resourceId().equals(one.resourceId()))
            .filter((one) -> request.scalableDimension() == null
                    || request.scalableDimension() == one.scalableDimension())
            .toList();
        Page<ScheduledAction> page = Page.of(found, (one) -> one.resourceId() + "|" + one.scheduledActionName(),
                ScalingTables.limit(request.maxResults()), request.nextToken(), ScalingTables::invalidToken);
        return DescribeScheduledActionsResponse.builder()
            .scheduledActions(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteScheduledActionResponse delete(CallContext context, DeleteScheduledActionRequest request) {
        String namespace = request.serviceNamespaceAsString();
        ScalingTables.checkNamespace(namespace);
        String key = ScalingTables.key(context.region(), namespace, request.resourceId(),
                request.scalableDimensionAsString(), request.scheduledActionName());
        if (!this.tables.actions().remove(key)) {
            throw new AwsError("ObjectNotFoundException",
                    "No scheduled action found for service namespace: " + namespace + ", resource ID: "
                            + request.resourceId() + ", scalable dimension: " + request.scalableDimensionAsString()
                            + ", scheduled action name: " + request.scheduledActionName());
        }
        return DeleteScheduledActionResponse.builder().build();
    }

}
