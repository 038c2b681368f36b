package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Events;
import dev.shipshape.localaws.engine.Pace;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Replaces the tasks of older deployments by those of the newest. Rolling: task by task,
 * within the healthy percents. Blue/green, linear and canary: all of the new ones beside
 * the old, which go when the bake time is over; there is no traffic to shift here.
 */
final class Rollout {

    private static final int SECONDS = 60;

    private final ScaleOut scaleOut;

    private final ScaleIn scaleIn;

    private final ServiceTasks tasks;

    private final ServiceProgress progress;

    private final DeploymentHistory history;

    private final Pace pace;

    Rollout(ScaleOut scaleOut, ScaleIn scaleIn, ServiceTasks tasks, ServiceProgress progress, DeploymentHistory history,
            Pace pace) {
        this.scaleOut = scaleOut;
        this.scaleIn = scaleIn;
        this.tasks = tasks;
        this.progress = progress;
        this.history = history;
        this.pace = pace;
    }

    /** Takes the steps that can be taken by now. */
    Service advance(Service service, List<Task> live, Instant now) {
        Service next = this.scaleOut.start(service, live, now);
        next = this.scaleIn.stop(next, live, keepsOld(next, live, now), now);
        return next.equals(service) ? complainIfStuck(next, live, now) : next;
    }

    /** Whether it is too early to stop what is not of the newest deployment. */
    private boolean keepsOld(Service service, List<Task> live, Instant now) {
        if (isRolling(service)) {
            return false;
        }
        List<Task> own = ServiceTasks.of(live, Deployments.primary(service).id());
        boolean complete = own.stream().filter(this.tasks::isHealthy).count() >= service.desiredCount();
        return own.size() < live.size() && (!complete || isBaking(service, now));
    }

    private static boolean isRolling(Service service) {
        DeploymentStrategy strategy = (service.deploymentConfiguration() != null)
                ? service.deploymentConfiguration().strategy() : null;
        return strategy == null || strategy == DeploymentStrategy.ROLLING;
    }

    /** Whether the bake time, which begins now if it has not yet, goes on. */
    private boolean isBaking(Service service, Instant now) {
        Integer minutes = (service.deploymentConfiguration() != null)
                ? service.deploymentConfiguration().bakeTimeInMinutes() : null;
        if (minutes == null || minutes == 0) {
            return false;
        }
        Instant until = this.progress.of(service).bakeUntil();
        if (until == null) {
            until = now.plus(this.pace.of(minutes * SECONDS));
            Instant end = until;
            this.progress.change(service, (before) -> before.baking(end));
        }
        return until.isAfter(now);
    }

    private Service complainIfStuck(Service service, List<Task> live, Instant now) {
        Deployment primary = Deployments.primary(service);
        int own = ServiceTasks.of(live, primary.id()).size();
        boolean stuck = own < service.desiredCount() && live.size() >= service.desiredCount()
                && primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS && isRolling(service)
                && !this.progress.of(service).notBefore().isAfter(now) && live.stream().allMatch(this.tasks::isHealthy);
        return stuck ? this.scaleOut.complain(service, "",
                "was unable to stop or start tasks during a deployment because of the service deployment "
                        + "configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
                now) : service;
    }

    /**
     * Ends the rollout and says so, once only the desired tasks of one deployment run.
     */
    Service settle(Service service, List<Task> all, Instant now) {
        Deployment primary = Deployments.primary(service);
        Integer desired = service.desiredCount();
        boolean done = desired.equals(primary.runningCount()) && primary.pendingCount() == 0
                && desired.equals(service.runningCount()) && service.pendingCount() == 0
                && all.stream().filter(ServiceTasks::isToRun).allMatch(this.tasks::isHealthy);
        if (!done || this.progress.of(service).steady()) {
            return service;
        }
        boolean rollsOut = primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
        Service next = service.toBuilder().deployments(primary).build();
        if (rollsOut && isRolling(service) && isBaking(service, now)) {
            return next;
        }
        if (rollsOut) {
            next = Deployments.change(next,
                    (changed) -> changed.rolloutState(DeploymentRolloutState.COMPLETED)
                        .rolloutStateReason("ECS deployment " + primary.id() + " completed.")
                        .updatedAt(now));
            next = Events.add(next, "(deployment " + primary.id() + ") deployment completed.", now);
            next = this.history.complete(next, now);
        }
        this.progress.change(service, (before) -> before.steady(true));
        return Events.add(next, "has reached a steady state.", now);
    }

}
