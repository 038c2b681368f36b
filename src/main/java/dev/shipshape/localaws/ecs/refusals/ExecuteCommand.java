package dev.shipshape.localaws.ecs.refusals;

import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandRequest;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * ExecuteCommand. No SSM agent runs beside a simulated container, so a call that is in
 * order gets what ECS answers when that agent does not connect.
 */
public final class ExecuteCommand {

    private final Table<Task> tasks;

    private final Clusters clusters;

    /** The commands on tasks of these clusters. */
    public ExecuteCommand(Table<Task> tasks, Clusters clusters) {
        this.tasks = tasks;
        this.clusters = clusters;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ExecuteCommand", Operation.of(ExecuteCommandRequest::builder, this::execute)
            .requiring("command", "interactive", "task"));
    }

    private ExecuteCommandResponse execute(CallContext context, ExecuteCommandRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (!Boolean.TRUE.equals(request.interactive())) {
            throw EcsErrors.invalidParameter("Interactive is the only mode supported currently.");
        }
        Task task = this.tasks.find(References.within(context, cluster, "task", request.task()))
            .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
        checkContainer(task, request);
        if (!Boolean.TRUE.equals(task.enableExecuteCommand()) || !"RUNNING".equals(task.lastStatus())) {
            throw EcsErrors.invalidParameter("The execute command failed because execute command was not enabled when "
                    + "the task was run or the execute command agent isn’t running. Wait and try again or run a new "
                    + "task with execute command enabled and try again.");
        }
        throw new AwsError("TargetNotConnectedException",
                "The execute command failed due to an internal error. Try again later.");
    }

    private static void checkContainer(Task task, ExecuteCommandRequest request) {
        String asked = request.container();
        if (asked == null && task.containers().size() > 1) {
            throw EcsErrors.invalidParameter("A container name must be specified when the task has several.");
        }
        if (asked != null && task.containers().stream().noneMatch((each) -> asked.equals(each.name()))) {
            throw EcsErrors.invalidParameter("Unable to find container " + asked + " in the task.");
        }
    }

}
