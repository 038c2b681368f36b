package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Keeps the desired count of every service: starts what lacks, stops what is too much,
 * replaces the tasks of an older deployment within the minimum and maximum healthy
 * percent. Tasks that keep failing are started ever more slowly, up to once a minute, as
 * ECS throttles them.
 */
final class ServiceScheduler {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final EcsTables tables;

    private final Engine engine;

    private final TaskStarter starter;

    private final Tags tags;

    private final Table<Progress> progress;

    ServiceScheduler(Store store, EcsTables tables, Engine engine, TaskStarter starter, Tags tags) {
        this.tables = tables;
        this.engine = engine;
        this.starter = starter;
        this.tags = tags;
        this.progress = store.records("ecs.service-progress", Progress.class);
    }

    /**
     * What the scheduler remembers of a service.
     *
     * @param steady whether the steady state was reported since the last change
     * @param failures how many tasks failed since one stayed up
     * @param notBefore no task is started before
     * @param seen until when ended tasks were counted
     */
    record Progress(boolean steady, int failures, Instant notBefore, Instant seen) {
    }

    /** Does what is due for each service; true if something changed. */
    boolean advance(Instant now) {
        boolean changed = false;
        for (Service service : this.tables.services().values()) {
            if (!"INACTIVE".equals(service.status())) {
                Service next = advance(service, now);
                if (!next.equals(service)) {
                    this.tables.services().put(service.serviceArn(), next);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private Service advance(Service service, Instant now) {
        List<Task> all = tasks(service);
        List<Task> live = all.stream().filter((task) -> "RUNNING".equals(task.desiredStatus())).toList();
        if ("DRAINING".equals(service.status())) {
            return drain(service, all, live, now);
        }
        Service next = countFailures(service, all, now);
        next = start(next, live, now);
        next = stop(next, live, now);
        return settle(counted(next), now);
    }

    private List<Task> tasks(Service service) {
        String prefix = service.clusterArn().replace(":cluster/", ":task/") + "/";
        return this.tables.tasks()
            .startingWith(prefix)
            .stream()
            .filter((task) -> ("service:" + service.serviceName()).equals(task.group()))
            .toList();
    }

    private Service drain(Service service, List<Task> all, List<Task> live, Instant now) {
        Service next = stopAll(service, live, Deployments.primary(service), now);
        if (all.stream().allMatch((task) -> "STOPPED".equals(task.lastStatus()))) {
            this.progress.remove(service.serviceArn());
            return next.toBuilder().status("INACTIVE").pendingCount(0).runningCount(0).deployments(List.of()).build();
        }
        return counted(next);
    }

    private Progress progress(Service service) {
        return this.progress.find(service.serviceArn())
            .orElse(new Progress(false, 0, service.createdAt(), service.createdAt()));
    }

    /**
     * Notes the tasks of the present deployment that ended by themselves since last time.
     */
    private Service countFailures(Service service, List<Task> all, Instant now) {
        Progress before = progress(service);
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
        this.progress.put(service.serviceArn(),
                new Progress(false, failures, now.plus((wait.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : wait), now));
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
        this.progress.remove(service.serviceArn());
        return Deployments.replace(next.toBuilder().taskDefinition(before.taskDefinition()).build(), now);
    }

    private Service start(Service service, List<Task> live, Instant now) {
        Deployment primary = Deployments.primary(service);
        int desired = service.desiredCount();
        long own = live.stream().filter((task) -> primary.id().equals(task.startedBy())).count();
        int most = Math.max(desired * percent(service, true) / 100, (live.size() < desired) ? desired : 0);
        int lacking = (int) Math.min(desired - own, most - live.size());
        boolean failed = primary.rolloutState() == DeploymentRolloutState.FAILED;
        if (lacking <= 0 || failed || progress(service).notBefore().isAfter(now)) {
            return service;
        }
        Cluster cluster = this.tables.clusters().find(service.clusterArn()).orElseThrow();
        TaskDefinition definition = this.tables.taskDefinitions().find(service.taskDefinition()).orElseThrow();
        Placement placement = new Placement(service.launchType(), service.capacityProviderStrategy(),
                (service.networkConfiguration() != null) ? service.networkConfiguration().awsvpcConfiguration() : null,
                service.platformVersion());
        if (placement.needsInstances()) {
            return unplaced(service, now);
        }
        TaskStarter.Order order = new TaskStarter.Order(cluster, definition, placement,
                "service:" + service.serviceName(), primary.id(), TaskOverride.builder().build(),
                taskTags(service, cluster), Boolean.TRUE.equals(service.enableExecuteCommand()));
        List<String> providers = placement.strategy().isEmpty() ? List.of()
                : CapacityProviders.assign(placement.strategy(), lacking);
        List<Task> started = new ArrayList<>();
        for (int task = 0; task < lacking; task++) {
            started.add(this.starter.start(order, providers.isEmpty() ? null : providers.get(task), now));
        }
        unsteady(service);
        return Deployments.event(service, "has started " + started.size() + " tasks: " + names(started) + ".", now);
    }

    private Service unplaced(Service service, Instant now) {
        Progress before = progress(service);
        this.progress.put(service.serviceArn(),
                new Progress(false, before.failures(), now.plus(LONGEST_WAIT), before.seen()));
        return Deployments.event(service, "was unable to place a task because no container instance met all of its "
                + "requirements. Reason: No Container Instances were found in your cluster. For more information, see "
                + "the Troubleshooting section of the Amazon ECS Developer Guide.", now);
    }

    private List<Tag> taskTags(Service service, Cluster cluster) {
        List<Tag> own = new ArrayList<>();
        if (service.propagateTags() == PropagateTags.SERVICE) {
            own.addAll(this.tags.of(service.serviceArn()));
        }
        else if (service.propagateTags() == PropagateTags.TASK_DEFINITION) {
            own.addAll(this.tags.of(service.taskDefinition()));
        }
        return Tags.managed(own, Boolean.TRUE.equals(service.enableECSManagedTags()), cluster, service.serviceName());
    }

    /**
     * Stops what is too much: older deployments first, of these what does not run yet.
     */
    private Service stop(Service service, List<Task> live, Instant now) {
        Deployment primary = Deployments.primary(service);
        List<Task> own = live.stream().filter((task) -> primary.id().equals(task.startedBy())).toList();
        List<Task> old = live.stream().filter((task) -> !primary.id().equals(task.startedBy())).toList();
        int running = (int) live.stream().filter((task) -> "RUNNING".equals(task.lastStatus())).count();
        int least = (service.desiredCount() * percent(service, false) + 99) / 100;
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

    private Service stopAll(Service service, List<Task> going, Deployment by, Instant now) {
        if (going.isEmpty()) {
            return service;
        }
        going.forEach((task) -> {
            this.engine.stop(task, now, TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                    "Scaling activity initiated by (deployment " + by.id() + ")");
            this.tags.drop(task.taskArn());
        });
        unsteady(service);
        return Deployments.event(service, "has stopped " + going.size() + " running tasks: " + names(going) + ".", now);
    }

    private void unsteady(Service service) {
        Progress before = progress(service);
        this.progress.put(service.serviceArn(),
                new Progress(false, before.failures(), before.notBefore(), before.seen()));
    }

    private static String names(List<Task> tasks) {
        return tasks.stream()
            .map((task) -> "(task " + Names.last(task.taskArn()) + ")")
            .collect(Collectors.joining(" "));
    }

    private static int percent(Service service, boolean most) {
        DeploymentConfiguration configuration = service.deploymentConfiguration();
        Integer asked = (configuration == null) ? null
                : most ? configuration.maximumPercent() : configuration.minimumHealthyPercent();
        return (asked != null) ? asked : most ? 200 : 100;
    }

    /** With the counts of its tasks as they are now. */
    private Service counted(Service service) {
        List<Task> tasks = tasks(service);
        List<Deployment> deployments = service.deployments().stream().map((deployment) -> {
            List<Task> own = tasks.stream().filter((task) -> deployment.id().equals(task.startedBy())).toList();
            boolean primary = Deployments.PRIMARY.equals(deployment.status());
            return deployment.toBuilder()
                .desiredCount(primary ? service.desiredCount() : deployment.desiredCount())
                .pendingCount(pending(own))
                .runningCount(running(own))
                .build();
        }).toList();
        return service.toBuilder()
            .pendingCount(pending(tasks))
            .runningCount(running(tasks))
            .deployments(deployments)
            .build();
    }

    private static int pending(List<Task> tasks) {
        return (int) tasks.stream()
            .filter((task) -> "RUNNING".equals(task.desiredStatus()) && !"RUNNING".equals(task.lastStatus()))
            .count();
    }

    private static int running(List<Task> tasks) {
        return (int) tasks.stream().filter((task) -> "RUNNING".equals(task.lastStatus())).count();
    }

    /**
     * Ends the rollout and says so, once only the desired tasks of one deployment run.
     */
    private Service settle(Service service, Instant now) {
        Deployment primary = Deployments.primary(service);
        Integer desired = service.desiredCount();
        boolean done = desired.equals(primary.runningCount()) && primary.pendingCount() == 0
                && desired.equals(service.runningCount()) && service.pendingCount() == 0;
        Progress before = progress(service);
        if (!done || before.steady()) {
            return service;
        }
        Service next = service.toBuilder().deployments(primary).build();
        if (primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS) {
            next = Deployments.with(next, Deployments.rolledOut(primary, DeploymentRolloutState.COMPLETED,
                    "ECS deployment " + primary.id() + " completed.", now));
            next = Deployments.event(next, "(deployment " + primary.id() + ") deployment completed.", now);
        }
        next = Deployments.event(next, "has reached a steady state.", now);
        this.progress.put(service.serviceArn(),
                new Progress(true, before.failures(), before.notBefore(), before.seen()));
        return next;
    }

    /** Forgets failures and waits, because a person made or changed the service. */
    void changed(String serviceArn, Instant now) {
        this.progress.put(serviceArn, new Progress(false, 0, now, now));
    }

}
