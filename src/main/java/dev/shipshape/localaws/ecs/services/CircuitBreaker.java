package dev.shipshape.localaws.ecs.services;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Counts the failures of a deployment: slows its starts down, and ends or rolls back the
 * deployment when there are too many.
 */
final class CircuitBreaker {

    private final ServiceProgress progress;

    CircuitBreaker(ServiceProgress progress) {
        this.progress = progress;
    }

    /**
     * Notes the tasks of the present deployment that ended by themselves since last time.
     */
    Service countFailures(Service service, List<Task> all, Instant now) {
        ServiceProgress.Progress before = this.progress.of(service);
        Deployment primary = Deployments.primary(service);
        List<Task> failed = all.stream()
            .filter((task) -> primary.id().equals(task.startedBy()))
            .filter((task) -> task.stopCode() == TaskStopCode.TASK_FAILED_TO_START
                    || task.stopCode() == TaskStopCode.ESSENTIAL_CONTAINER_EXITED)
            .filter((task) -> task.stoppingAt() != null && task.stoppingAt().isAfter(before.seen()))
            .toList();
        if (failed.isEmpty()) {
            return service;
        }
        int failures = before.failures() + failed.size();
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 6));
        Duration shorter = (wait.compareTo(ServiceScheduler.LONGEST_WAIT) > 0) ? ServiceScheduler.LONGEST_WAIT : wait;
        this.progress.failed(service, failures, now.plus(shorter), now);
        int unstarted = (int) failed.stream().filter((task) -> task.startedAt() == null).count();
        int sum = primary.failedTasks() + unstarted;
        Service next = Deployments.with(service, primary.toBuilder().failedTasks(sum).updatedAt(now).build());
        if (before.failures() < 3 && failures >= 3) {
            next = Deployments.event(next, "is unable to consistently start tasks successfully. For more information, "
                    + "see the Troubleshooting section of the Amazon ECS Developer Guide.", now);
        }
        return breakCircuit(next, sum, now);
    }

    /** The circuit breaker trips at half the desired count, at 3 at the least. */
    private Service breakCircuit(Service service, int failed, Instant now) {
        DeploymentConfiguration configuration = service.deploymentConfiguration();
        Deployment primary = Deployments.primary(service);
        boolean on = configuration != null && configuration.deploymentCircuitBreaker() != null
                && Boolean.TRUE.equals(configuration.deploymentCircuitBreaker().enable());
        int threshold = Math.min(200, Math.max(3, (service.desiredCount() + 1) / 2));
        if (!on || failed < threshold || primary.rolloutState() != DeploymentRolloutState.IN_PROGRESS) {
            return service;
        }
        Service next = Deployments.with(service, Deployments.rolledOut(primary, DeploymentRolloutState.FAILED,
                "ECS deployment circuit breaker: tasks failed to start.", now));
        next = Deployments.event(next, "(deployment " + primary.id() + ") deployment failed: tasks failed to start.",
                now);
        Deployment before = service.deployments()
            .stream()
            .filter((each) -> !each.id().equals(primary.id()))
            .findFirst()
            .orElse(null);
        if (before == null || !Boolean.TRUE.equals(configuration.deploymentCircuitBreaker().rollback())) {
            return next;
        }
        next = Deployments.event(next, "rolling back to deployment " + before.id() + ".", now);
        this.progress.forget(service);
        return Deployments.replace(next.toBuilder().taskDefinition(before.taskDefinition()).build(), now);
    }

}
