package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Events;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.tasks.TaskProtection.Protection;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Stops the tasks that a service has too many, within the minimum healthy percent. */
final class ScaleIn {

    private final Engine engine;

    private final Tags tags;

    private final ServiceTasks tasks;

    private final ServiceProgress progress;

    private final Table<Protection> protections;

    ScaleIn(Engine engine, Tags tags, ServiceTasks tasks, ServiceProgress progress, Table<Protection> protections) {
        this.protections = protections;
        this.engine = engine;
        this.tags = tags;
        this.tasks = tasks;
        this.progress = progress;
    }

    /**
     * Stops what is too much: of older deployments first what does not run yet, then as
     * many as are to spare.
     * @param keepOld whether the tasks of older deployments are to stay for now
     */
    Service stop(Service service, List<Task> live, boolean keepOld, Instant now) {
        Deployment primary = Deployments.primary(service);
        List<Task> going = new ArrayList<>();
        if (!keepOld) {
            int least = (service.desiredCount() * HealthyPercent.minimum(service) + 99) / 100;
            int spare = (int) live.stream().filter(this.tasks::isHealthy).count() - least;
            for (Task task : live) {
                boolean old = !primary.id().equals(task.startedBy());
                boolean healthy = this.tasks.isHealthy(task);
                if (old && !isProtected(task, now) && (!healthy || spare > 0 || service.desiredCount() == 0)) {
                    going.add(task);
                    spare -= healthy ? 1 : 0;
                }
            }
        }
        going.addAll(surplus(ServiceTasks.of(live, primary.id()), service.desiredCount(), now));
        return stopAll(service, "", going, "Scaling activity initiated by (deployment " + primary.id() + ")", now);
    }

    /**
     * What is more than this many: what does not run yet, then the newest; never what is
     * protected.
     */
    List<Task> surplus(List<Task> own, int desired, Instant now) {
        return own.stream()
            .filter((task) -> !isProtected(task, now))
            .sorted(Comparator.comparing(ServiceTasks::isRunning)
                .thenComparing(Task::createdAt, Comparator.reverseOrder()))
            .limit(Math.max(own.size() - desired, 0))
            .toList();
    }

    private boolean isProtected(Task task, Instant now) {
        return this.protections.find(task.taskArn()).filter((one) -> one.until().isAfter(now)).isPresent();
    }

    /** Stops these tasks and says so. */
    Service stopAll(Service service, String taskSet, List<Task> going, String reason, Instant now) {
        if (going.isEmpty()) {
            return service;
        }
        going.forEach((task) -> stop(task, reason, now));
        this.progress.change(service, (before) -> before.steady(false));
        return Events.add(service, taskSet,
                "has stopped " + going.size() + " running tasks: " + Events.names(going) + ".", now);
    }

    /**
     * Stops what failed its health checks, once the grace period of the service is over.
     */
    Service stopUnhealthy(Service service, List<Task> live, Instant now) {
        Integer asked = service.healthCheckGracePeriodSeconds();
        int grace = (asked != null) ? asked : 0;
        Service next = service;
        for (Task task : live) {
            boolean over = task.startedAt() != null && !task.startedAt().plusSeconds(grace).isAfter(now);
            if (task.healthStatus() == HealthStatus.UNHEALTHY && over) {
                stop(task, "Task failed container health checks", now);
                this.progress.change(service, (before) -> before.steady(false));
                next = Events.add(next, Events.names(List.of(task)) + " failed container health checks.", now);
            }
        }
        return next;
    }

    private void stop(Task task, String reason, Instant now) {
        this.engine.stop(task, now, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason);
        this.tags.drop(task.taskArn());
    }

}
