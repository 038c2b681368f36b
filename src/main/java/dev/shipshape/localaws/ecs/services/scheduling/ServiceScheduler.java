package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.ecs.instances.Fleet;
import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.InstanceIndex;
import dev.shipshape.localaws.ecs.shared.ServiceIndex;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import dev.shipshape.localaws.ecs.tasks.TaskProtection;
import dev.shipshape.localaws.ecs.tasks.TaskProtection.Protection;
import dev.shipshape.localaws.ecs.tasks.TaskStarter;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
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

    /** AWS says only that an INACTIVE service may be described for a while. */
    private static final Duration ENDED_STAY = Duration.ofHours(1);

    /** What a task does last; by then a service that goes has let go of it. */
    private static final List<String> ENDING = List.of("STOPPING", "DEPROVISIONING", "STOPPED");

    private final Table<Service> services;

    private final Schedule wakes;

    private final ServiceTasks tasks;

    private final ServiceProgress progress;

    private final Table<Protection> protections;

    private final DeploymentHistory history;

    private final Tags tags;

    private final CircuitBreaker breaker;

    private final ScaleIn scaleIn;

    private final Rollout rollout;

    private final TaskSetKeeper taskSets;

    private final DaemonKeeper daemons;

    /** A scheduler of the services in these tables. */
    public ServiceScheduler(Store store, EcsTables tables, Engine engine, TaskStarter starter, Fleet fleet, Tags tags,
            DeploymentHistory history) {
        this.services = tables.services();
        this.tags = tags;
        this.history = history;
        this.tasks = new ServiceTasks(tables);
        this.progress = new ServiceProgress(store);
        this.protections = TaskProtection.protections(store);
        this.breaker = new CircuitBreaker(this.progress, history);
        this.scaleIn = new ScaleIn(engine, tags, this.tasks, this.progress, this.protections);
        Starts starts = new Starts(tables, starter, tags);
        ScaleOut scaleOut = new ScaleOut(starts, this.progress);
        this.daemons = new DaemonKeeper(fleet, starts, scaleOut, this.scaleIn, this.progress);
        this.rollout = new Rollout(scaleOut, this.scaleIn, this.tasks, this.progress, history, engine.pace());
        this.taskSets = new TaskSetKeeper(scaleOut, this.scaleIn, this.breaker, this.tasks);
        this.wakes = store.schedule("ecs.service-wakes");
        this.services.watch((arn, service) -> wake(arn));
        tables.tasks().watch((arn, task) -> wakeOwner(task));
        this.protections.watch((arn, protection) -> tables.tasks().find(arn).ifPresent(this::wakeOwner));
        tables.containerInstances().watch((arn, instance) -> wakeAround(tables, arn));
    }

    /**
     * Wakes what has tasks on an instance that changed, and the daemons of its cluster.
     */
    private void wakeAround(EcsTables tables, String instanceArn) {
        String cluster = InstanceIndex.clusterArn(instanceArn);
        tables.taskIndex().toRun(cluster, TaskIndex.Kind.INSTANCE, instanceArn).forEach(this::wakeOwner);
        tables.serviceIndex().arns(cluster, ServiceIndex.Kind.STRATEGY, "DAEMON", null).forEachRemaining(this::wake);
    }

    /**
     * Looks at every service: after a change of how tasks live, and of an older release,
     * which noted no time for that.
     */
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
            Service service = this.services.find(arn).orElse(null);
            if (service == null) {
                continue;
            }
            if ("INACTIVE".equals(service.status())) {
                forget(service, now);
                continue;
            }
            Service next = advance(service, now);
            if (!next.equals(service)) {
                this.services.put(arn, next);
                changed = true;
            }
            else {
                sleep(service, now);
            }
        }
        return changed;
    }

    private void sleep(Service service, Instant now) {
        ServiceProgress.Progress progress = this.progress.of(service);
        wakeAt(service, progress.notBefore(), now);
        wakeAt(service, progress.bakeUntil(), now);
        for (String task : this.protections.keys(service.clusterArn().replace(":cluster/", ":task/") + "/")) {
            this.protections.find(task).ifPresent((protection) -> wakeAt(service, protection.until(), now));
        }
        Integer grace = service.healthCheckGracePeriodSeconds();
        if (grace != null) {
            this.tasks.of(service)
                .stream()
                .filter((task) -> task.startedAt() != null)
                .forEach((task) -> wakeAt(service, task.startedAt().plusSeconds(grace), now));
        }
    }

    private void wakeAt(Service service, @Nullable Instant at, Instant now) {
        if (at != null && at.isAfter(now)) {
            this.wakes.noLaterThan(service.serviceArn(), at);
        }
    }

    private Service advance(Service service, Instant now) {
        List<Task> all = this.tasks.of(service);
        List<Task> live = all.stream().filter(ServiceTasks::isToRun).toList();
        if ("DRAINING".equals(service.status())) {
            return drain(service, all, live, now);
        }
        if (!Deployments.isRolling(service)) {
            return this.taskSets.advance(service, all, now);
        }
        Service next = this.breaker.countFailures(service, all, now);
        next = this.scaleIn.stopUnhealthy(next, live, now);
        List<Task> toRun = this.tasks.toRun(service);
        next = (service.schedulingStrategy() == SchedulingStrategy.DAEMON) ? this.daemons.advance(next, toRun, now)
                : this.rollout.advance(next, toRun, now);
        return this.rollout.settle(this.tasks.counted(next), this.tasks.of(service), now);
    }

    private Service drain(Service service, List<Task> all, List<Task> live, Instant now) {
        Service next = this.scaleIn.stopAll(service, "", live, "Scaling activity initiated by ("
                + Deployments.find(service).map((deployment) -> "deployment " + deployment.id()).orElse("service")
                + ")", now);
        return all.stream().allMatch((task) -> ENDING.contains(task.lastStatus())) ? ended(next, now)
                : this.tasks.counted(next);
    }

    private Service ended(Service service, Instant now) {
        this.progress.end(service, now);
        return this.history.stop(service, "The service was deleted.", now)
            .toBuilder()
            .status("INACTIVE")
            .pendingCount(0)
            .runningCount(0)
            .deployments(List.of())
            .taskSets(List.of())
            .currentServiceRevisions(List.of())
            .build();
    }

    /**
     * The service as it is once it is to go: DRAINING, or INACTIVE if it has no tasks.
     */
    public Service end(Service service, Instant now) {
        Service draining = service.toBuilder().status("DRAINING").desiredCount(0).build();
        boolean idle = this.tasks.of(service).stream().allMatch((task) -> ENDING.contains(task.lastStatus()));
        Service next = idle ? ended(draining, now) : draining;
        this.services.put(service.serviceArn(), next);
        return next;
    }

    private void forget(Service service, Instant now) {
        Instant ended = this.progress.of(service).endedAt();
        if (ended != null && ended.plus(ENDED_STAY).isAfter(now)) {
            this.wakes.set(service.serviceArn(), ended.plus(ENDED_STAY));
            return;
        }
        this.progress.forget(service.serviceArn());
        this.history.forget(service);
        this.tags.drop(service.serviceArn());
        this.services.remove(service.serviceArn());
    }

    /** Forgets failures and waits, because a person made or changed the service. */
    public void changed(String serviceArn, Instant now) {
        this.progress.restart(serviceArn, now);
    }

}
