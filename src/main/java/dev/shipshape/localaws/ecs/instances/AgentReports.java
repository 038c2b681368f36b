package dev.shipshape.localaws.ecs.instances;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesRequest;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesResponse;
import software.amazon.awssdk.services.ecs.model.SubmitContainerStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitContainerStateChangeResponse;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * What an agent reports of its tasks. Tasks here live by the engine of the sandbox, so a
 * report only ends a task that the agent says has stopped, or adds what it knows of a
 * container.
 */
public final class AgentReports {

    private static final String ACKNOWLEDGED = "ACK";

    private final EcsTables tables;

    private final Clusters clusters;

    private final Engine engine;

    /** Reports about the tasks in these tables. */
    public AgentReports(EcsTables tables, Clusters clusters, Engine engine) {
        this.tables = tables;
        this.clusters = clusters;
        this.engine = engine;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("SubmitTaskStateChange", Operation.of(SubmitTaskStateChangeRequest::builder, this::task),
                "SubmitContainerStateChange", Operation.of(SubmitContainerStateChangeRequest::builder, this::container),
                "SubmitAttachmentStateChanges",
                Operation.of(SubmitAttachmentStateChangesRequest::builder, this::attachments).requiring("attachments"));
    }

    private SubmitTaskStateChangeResponse task(CallContext context, SubmitTaskStateChangeRequest request) {
        Task task = find(context, request.cluster(), request.task()).orElse(null);
        if (task != null && "STOPPED".equals(request.status()) && !"STOPPED".equals(task.lastStatus())) {
            String reason = (request.reason() != null) ? request.reason() : "Essential container in task exited";
            this.engine.stop(task, context.now(), TaskStopCode.ESSENTIAL_CONTAINER_EXITED, reason);
        }
        return SubmitTaskStateChangeResponse.builder().acknowledgment(ACKNOWLEDGED).build();
    }

    private SubmitContainerStateChangeResponse container(CallContext context,
            SubmitContainerStateChangeRequest request) {
        find(context, request.cluster(), request.task()).ifPresent((task) -> {
            List<Container> containers = task.containers()
                .stream()
                .map((one) -> one.name().equals(request.containerName()) ? reported(one, request) : one)
                .toList();
            this.tables.tasks().put(task.taskArn(), task.toBuilder().containers(containers).build());
        });
        return SubmitContainerStateChangeResponse.builder().acknowledgment(ACKNOWLEDGED).build();
    }

    private static Container reported(Container container, SubmitContainerStateChangeRequest request) {
        Container.Builder next = container.toBuilder();
        if (request.runtimeId() != null) {
            next.runtimeId(request.runtimeId());
        }
        if (request.exitCode() != null) {
            next.exitCode(request.exitCode());
        }
        if (request.reason() != null) {
            next.reason(request.reason());
        }
        if (request.hasNetworkBindings()) {
            next.networkBindings(request.networkBindings());
        }
        return next.build();
    }

    private SubmitAttachmentStateChangesResponse attachments(CallContext context,
            SubmitAttachmentStateChangesRequest request) {
        this.clusters.active(context, request.cluster());
        return SubmitAttachmentStateChangesResponse.builder().acknowledgment(ACKNOWLEDGED).build();
    }

    /** An agent may report a task that ECS has forgotten already. */
    private Optional<Task> find(CallContext context, @Nullable String clusterName, @Nullable String task) {
        Cluster cluster = this.clusters.active(context, clusterName);
        if (task != null && task.length() > 2048) {
            throw EcsErrors.invalidParameter("Invalid task identifier.");
        }
        return (task != null) ? this.tables.tasks().find(Names.below(cluster, ":task/") + Names.last(task))
                : Optional.empty();
    }

}
