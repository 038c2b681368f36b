package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.ecs.services.deployments.DeploymentCalls;
import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Events;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Counts the tasks that fail: slows the starts down, and ends or rolls back the
 * deployment when there are too many (developer guide, "deployment circuit breaker").
 */
final class CircuitBreaker {

    private static final String REASON = "ECS deployment circuit breaker: ";

    private final ServiceProgress progress;

    private final DeploymentHistory history;

    CircuitBreaker(ServiceProgress progress, DeploymentHistory history) {
        this.progress = progress;
        this.history = history;
    }

    /**
     * Notes the tasks of the present deployment that ended by themselves since last time.
     */
    Service countFailures(Service service, List<Task> all, Instant now) {
        Deployment primary = Deployments.primary(service);
        List<Task> failed = failed(service, ServiceTasks.of(all, primary.id()));
        if (failed.isEmpty()) {
            return service;
        }
        Service next = wait(service, failed, now);
        int unstarted = (int) failed.stream().filter((task) -> task.startedAt() == null).count();
        if (unstarted == 0) {
            return next;
        }
        int sum = primary.failedTasks() + unstarted;
        next = Deployments.change(next, (changed) -> changed.failedTasks(sum).updatedAt(now));
        return breakCircuit(next, sum, now);
    }

    private List<Task> failed(Service service, List<Task> own) {
        Instant seen = this.progress.of(service).seen();
        return own.stream()
            .filter((task) -> task.stopCode() == TaskStopCode.TASK_FAILED_TO_START
                    || task.stopCode() == TaskStopCode.ESSENTIAL_CONTAINER_EXITED)
            .filter((task) -> task.stoppingAt() != null && task.stoppingAt().isAfter(seen))
            .toList();
    }

    /** Notes the tasks of a task set that ended by themselves since last time. */
    Service slowDown(Service service, List<Task> own, Instant now) {
        List<Task> failed = failed(service, own);
        return failed.isEmpty() ? service : wait(service, failed, now);
    }

    /** Tasks that keep failing are started ever more slowly, up to once a minute. */
    private Service wait(Service service, List<Task> failed, Instant now) {
        int before = this.progress.of(service).failures();
        int failures = before + failed.size();
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 6));
        Duration shorter = (wait.compareTo(ServiceScheduler.LONGEST_WAIT) > 0) ? ServiceScheduler.LONGEST_WAIT : wait;
        this.progress.change(service, (each) -> each.failed(failures, now.plus(shorter), now));
        return (before < 3 && failures >= 3) ? Events.add(service, "is unable to consistently start tasks "
                + "successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer "
                + "Guide.", now) : service;
    }

    /** How many failures trip the breaker: half the desired count, 3 to 200. */
    private static int threshold(Service service) {
        return Math.min(200, Math.max(3, (service.desiredCount() + 1) / 2));
    }

    private Service breakCircuit(Service service, int failed, Instant now) {
        DeploymentConfiguration configuration = service.deploymentConfiguration();
        DeploymentCircuitBreaker breaker = (configuration != null) ? configuration.deploymentCircuitBreaker() : null;
        Deployment primary = Deployments.primary(service);
        if (breaker == null || !Boolean.TRUE.equals(breaker.enable()) || failed < threshold(service)
                || primary.rolloutState() != DeploymentRolloutState.IN_PROGRESS) {
            return service;
        }
        Service next = Deployments.change(service,
                (changed) -> changed.rolloutState(DeploymentRolloutState.FAILED)
                    .rolloutStateReason(REASON + "tasks failed to start.")
                    .updatedAt(now));
        next = Events.add(next, "(deployment " + primary.id() + ") deployment failed: tasks failed to start.", now);
        Optional<Deployment> before = DeploymentCalls.completed(service);
        if (before.isEmpty() || !Boolean.TRUE.equals(breaker.rollback())) {
            return this.history.fail(next, REASON + "tasks failed to start.", now);
        }
        next = Events.add(next, "rolling back to deployment " + before.get().id() + ".", now);
        this.progress.restart(service.serviceArn(), now);
        return this.history.rollBack(next, before.get(),
                REASON + "rolling back to deploymentId " + before.get().id() + ".", now);
    }

}
