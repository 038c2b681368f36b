package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.network.Addresses;
import dev.shipshape.network.Networks;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks that are stopped to be run again later: what they were, and the new run. */
@Component
class StoppedTasks {

    private final TaskReads ecs;

    private final Tasks tasks;

    private final Networks networks;

    private final SharedReads reads;

    private final ActionLog actions;

    private final Acting acting;

    StoppedTasks(TaskReads ecs, Tasks tasks, Networks networks, SharedReads reads, ActionLog actions, Acting acting) {
        this.ecs = ecs;
        this.tasks = tasks;
        this.networks = networks;
        this.reads = reads;
        this.actions = actions;
        this.acting = acting;
    }

    /**
     * Reads what it takes to run a task like this one, before it is stopped.
     * @throws Problem if it cannot be run again as it is
     */
    TaskMemo memo(Connection connection, String cluster, String arn) {
        Task told = this.reads.fresh(() -> this.ecs.told(connection, cluster, arn))
            .orElseThrow(() -> new NotFound("task", arn.substring(arn.lastIndexOf('/') + 1)));
        Addresses address = address(connection, told);
        if (address == null && Attachments.has(told)) {
            throw new Problem(HttpStatus.CONFLICT, "The task's network interface is on its way up or down.",
                    "Where it is placed is read from there. Wait until the task runs, then try again.");
        }
        return TaskMemo.of(told, address);
    }

    private @Nullable Addresses address(Connection connection, Task told) {
        String networkInterface = Attachments.of(told).networkInterface();
        return (networkInterface != null)
                ? this.networks.addressesNow(connection, List.of(networkInterface)).get(networkInterface) : null;
    }

    /**
     * Runs a task again that was stopped. An attempt that follows one that failed or was
     * lost is another action, but for ECS the same call.
     * @param memo what it was
     * @param mark the call's idempotency token and the id of the first action
     * @throws Problem if it was not started
     */
    void again(Connection connection, String cluster, TaskMemo memo, String mark) {
        Change making = this.actions.making(connection, Verb.RUN, Tasks.KIND, memo.label()).in(cluster);
        Change change = (this.actions.knows(mark) ? making : making.as(mark)).tagged(memo.tags());
        RunTaskRequest request = memo.request()
            .toBuilder()
            .startedBy(change.as(mark).startedBy(this.acting.current().person()))
            .clientToken(mark)
            .tags(TaskRun.tags(change))
            .build();
        this.tasks.started(connection, change, request, memo.publicAddress());
    }

}
