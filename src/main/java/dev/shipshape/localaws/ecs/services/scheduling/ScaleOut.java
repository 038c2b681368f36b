package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Events;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Starts the tasks that a service lacks, within the maximum healthy percent. */
final class ScaleOut {

    private final Starts starts;

    private final ServiceProgress progress;

    ScaleOut(Starts starts, ServiceProgress progress) {
        this.starts = starts;
        this.progress = progress;
    }

    /** Starts what lacks, as far as the deployment allows it by now. */
    Service start(Service service, List<Task> live, Instant now) {
        Deployment primary = Deployments.primary(service);
        List<Task> own = ServiceTasks.of(live, primary.id());
        int desired = service.desiredCount();
        int most = desired * HealthyPercent.maximum(service) / 100;
        int lacking = Math.min(desired - own.size(), most - live.size());
        if (primary.rolloutState() == DeploymentRolloutState.FAILED) {
            return service;
        }
        return start(service, Source.of(primary), own, lacking, now);
    }

    /** Starts this many tasks of a source, unless the service has to wait. */
    Service start(Service service, Source source, List<Task> own, int lacking, Instant now) {
        if (lacking <= 0 || this.progress.of(service).notBefore().isAfter(now)) {
            return service;
        }
        Starts.Started started = this.starts.start(service, source, own, lacking, now);
        Service next = service;
        if (!started.tasks().isEmpty()) {
            this.progress.change(service, (before) -> before.steady(false));
            next = Events.add(next, source.taskSet(),
                    "has started " + started.tasks().size() + " tasks: " + Events.names(started.tasks()) + ".", now);
        }
        String complaint = started.complaint();
        if (complaint != null) {
            this.progress.change(service, (before) -> before.waiting(now.plus(ServiceScheduler.LONGEST_WAIT)));
            next = complain(next, source.taskSet(), complaint, now);
        }
        return next;
    }

    /** Says what is wrong, unless that was said not long ago. */
    Service complain(Service service, String taskSet, String message, Instant now) {
        if (!this.progress.of(service).isNews(message, now)) {
            return service;
        }
        this.progress.change(service, (before) -> before.complained(message, now));
        return Events.add(service, taskSet, message, now);
    }

}
