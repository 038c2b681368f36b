package dev.shipshape.localaws.ecs.services;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Engine;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Stops the tasks that a service has too many, within the minimum healthy percent. */
final class ScaleIn {

    private final Engine engine;

    private final Tags tags;

    private final ServiceProgress progress;

    ScaleIn(Engine engine, Tags tags, ServiceProgress progress) {
        this.engine = engine;
        this.tags = tags;
        this.progress = progress;
    }

    /**
     * Stops what is too much: older deployments first, of these what does not run yet.
     */
    Service stop(Service service, List<Task> live, Instant now) {
        Deployment primary = Deployments.primary(service);
        List<Task> own = live.stream().filter((task) -> primary.id().equals(task.startedBy())).toList();
        List<Task> old = live.stream().filter((task) -> !primary.id().equals(task.startedBy())).toList();
        int running = (int) live.stream().filter((task) -> "RUNNING".equals(task.lastStatus())).count();
        int least = (service.desiredCount() * HealthyPercent.minimum(service) + 99) / 100;
        int spare = Math.max(running - least, 0);
        List<Task> going = new ArrayList<>();
        for (Task task : old) {
            boolean runs = "RUNNING".equals(task.lastStatus());
            if (!runs || spare > 0 || service.desiredCount() == 0) {
                going.add(task);
                spare -= runs ? 1 : 0;
            }
        }
        own.stream()
            .sorted(Comparator.comparing((Task task) -> "RUNNING".equals(task.lastStatus()))
                .thenComparing(Task::createdAt, Comparator.reverseOrder()))
            .limit(Math.max(own.size() - service.desiredCount(), 0))
            .forEach(going::add);
        return stopAll(service, going, primary, now);
    }

    /** Stops these tasks, on behalf of a deployment. */
    Service stopAll(Service service, List<Task> going, Deployment by, Instant now) {
        if (going.isEmpty()) {
            return service;
        }
        going.forEach((task) -> {
            this.engine.stop(task, now, TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                    "Scaling activity initiated by (deployment " + by.id() + ")");
            this.tags.drop(task.taskArn());
        });
        this.progress.steady(service, false);
        return Deployments.event(service,
                "has stopped " + going.size() + " running tasks: " + ServiceTasks.names(going) + ".", now);
    }

}
