package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.ecs.services.deployments.Events;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Keeps the tasks of the task sets of a service that somebody else deploys: each has its
 * share of the desired count, rounded up.
 */
final class TaskSetKeeper {

    private final ScaleOut scaleOut;

    private final ScaleIn scaleIn;

    private final CircuitBreaker breaker;

    private final ServiceTasks tasks;

    TaskSetKeeper(ScaleOut scaleOut, ScaleIn scaleIn, CircuitBreaker breaker, ServiceTasks tasks) {
        this.scaleOut = scaleOut;
        this.scaleIn = scaleIn;
        this.breaker = breaker;
        this.tasks = tasks;
    }

    /** Takes the steps that can be taken by now. */
    Service advance(Service service, List<Task> all, Instant now) {
        Service next = service;
        for (TaskSet set : service.taskSets()) {
            List<Task> own = ServiceTasks.of(all, set.id());
            List<Task> live = own.stream().filter(ServiceTasks::isToRun).toList();
            boolean drains = "DRAINING".equals(set.status());
            int desired = drains ? 0 : set.computedDesiredCount();
            next = this.breaker.slowDown(next, own, now);
            next = this.scaleOut.start(next, Source.of(set), live, desired - live.size(), now);
            next = this.scaleIn.stopAll(next, set.id(), this.scaleIn.surplus(live, desired, now),
                    "Scaling activity initiated by (task set " + set.id() + ")", now);
        }
        return settle(this.tasks.counted(next), all, now);
    }

    private Service settle(Service service, List<Task> all, Instant now) {
        Service next = service;
        List<TaskSet> sets = new ArrayList<>();
        for (TaskSet set : service.taskSets()) {
            boolean drains = "DRAINING".equals(set.status());
            boolean gone = ServiceTasks.of(all, set.id())
                .stream()
                .allMatch((task) -> "STOPPED".equals(task.lastStatus()));
            if (drains && gone) {
                continue;
            }
            boolean steady = set.runningCount().equals(set.computedDesiredCount()) && set.pendingCount() == 0;
            StabilityStatus status = steady ? StabilityStatus.STEADY_STATE : StabilityStatus.STABILIZING;
            if (status != set.stabilityStatus()) {
                sets.add(set.toBuilder().stabilityStatus(status).stabilityStatusAt(now).updatedAt(now).build());
                next = (steady && !drains) ? Events.add(next, set.id(), "has reached a steady state.", now) : next;
            }
            else {
                sets.add(set);
            }
        }
        return next.toBuilder().taskSets(sets).build();
    }

}
