package dev.shipshape.localaws.ecs.services;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.tasks.TaskStarter;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Keeps the desired count of every service: starts what lacks, stops what is too much,
 * replaces the tasks of an older deployment within the minimum and maximum healthy
 * percent. Tasks that keep failing are started ever more slowly, up to once a minute, as
 * ECS throttles them.
 */
public final class ServiceScheduler {

    /** The longest pause before a service tries again. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Table<Service> services;

    private final Schedule wakes;

    private final ServiceTasks tasks;

    private final ServiceProgress progress;

    private final CircuitBreaker breaker;

    private final ScaleOut scaleOut;

    private final ScaleIn scaleIn;

    /** A scheduler of the services in these tables. */
    public ServiceScheduler(Store store, EcsTables tables, Engine engine, TaskStarter starter, Tags tags) {
        this.services = tables.services();
        this.tasks = new ServiceTasks(tables.taskIndex());
        this.progress = new ServiceProgress(store);
        this.breaker = new CircuitBreaker(this.progress);
        this.scaleOut = new ScaleOut(tables, starter, tags, this.progress);
        this.scaleIn = new ScaleIn(engine, tags, this.progress);
        this.wakes = store.schedule("ecs.service-wakes");
        this.services.watch((arn, service) -> wake(arn));
        tables.tasks().watch((arn, task) -> wakeOwner(task));
    }

    /** Looks at every service: those of an older release have no time for that. */
    public void resume() {
        this.services.keys("").forEach(this::wake);
    }

    /**
     * Has a service looked at the next time: it or one of its tasks changed, or what it
     * waits for may be there.
     */
    private void wake(String serviceArn) {
        this.wakes.set(serviceArn, Instant.EPOCH);
    }

    private void wakeOwner(Task task) {
        if (task.group() != null && task.group().startsWith("service:")) {
            String arn = task.clusterArn().replace(":cluster/", ":service/") + "/"
                    + task.group().substring("service:".length());
            if (this.services.find(arn).isPresent()) {
                wake(arn);
            }
        }
    }

    /**
     * Does what is due, for the services where something changed or a pause has ended;
     * true if something changed.
     */
    public boolean advance(Instant now) {
        boolean changed = false;
        for (String arn : this.wakes.due(now)) {
            this.wakes.cancel(arn);
            Service service = this.services.find(arn).filter((one) -> !"INACTIVE".equals(one.status())).orElse(null);
            if (service == null) {
                continue;
            }
            Service next = advance(service, now);
            if (!next.equals(service)) {
                this.services.put(arn, next);
                changed = true;
            }
            else if (this.progress.of(service).notBefore().isAfter(now)) {
                this.wakes.noLaterThan(arn, this.progress.of(service).notBefore());
            }
        }
        return changed;
    }

    private Service advance(Service service, Instant now) {
        List<Task> all = this.tasks.of(service);
        List<Task> live = all.stream().filter((task) -> "RUNNING".equals(task.desiredStatus())).toList();
        if ("DRAINING".equals(service.status())) {
            return drain(service, all, live, now);
        }
        Service next = this.breaker.countFailures(service, all, now);
        next = this.scaleOut.start(next, live, now);
        next = this.scaleIn.stop(next, live, now);
        return settle(this.tasks.counted(next), now);
    }

    private Service drain(Service service, List<Task> all, List<Task> live, Instant now) {
        Service next = this.scaleIn.stopAll(service, live, Deployments.primary(service), now);
        if (all.stream().allMatch((task) -> "STOPPED".equals(task.lastStatus()))) {
            this.progress.forget(service);
            return next.toBuilder().status("INACTIVE").pendingCount(0).runningCount(0).deployments(List.of()).build();
        }
        return this.tasks.counted(next);
    }

    /**
     * Ends the rollout and says so, once only the desired tasks of one deployment run.
     */
    private Service settle(Service service, Instant now) {
        Deployment primary = Deployments.primary(service);
        Integer desired = service.desiredCount();
        boolean done = desired.equals(primary.runningCount()) && primary.pendingCount() == 0
                && desired.equals(service.runningCount()) && service.pendingCount() == 0;
        if (!done || this.progress.of(service).steady()) {
            return service;
        }
        Service next = service.toBuilder().deployments(primary).build();
        if (primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS) {
            next = Deployments.with(next, Deployments.rolledOut(primary, DeploymentRolloutState.COMPLETED,
                    "ECS deployment " + primary.id() + " completed.", now));
            next = Deployments.event(next, "(deployment " + primary.id() + ") deployment completed.", now);
        }
        next = Deployments.event(next, "has reached a steady state.", now);
        this.progress.steady(service, true);
        return next;
    }

    /** Forgets failures and waits, because a person made or changed the service. */
    void changed(String serviceArn, Instant now) {
        this.progress.restart(serviceArn, now);
    }

}
