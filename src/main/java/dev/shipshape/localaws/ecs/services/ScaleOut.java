package dev.shipshape.localaws.ecs.services;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.ecs.clusters.CapacityProviders;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.tasks.Placement;
import dev.shipshape.localaws.ecs.tasks.TaskStarter;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Starts the tasks that a service lacks, within the maximum healthy percent. */
final class ScaleOut {

    private final EcsTables tables;

    private final TaskStarter starter;

    private final Tags tags;

    private final ServiceProgress progress;

    ScaleOut(EcsTables tables, TaskStarter starter, Tags tags, ServiceProgress progress) {
        this.tables = tables;
        this.starter = starter;
        this.tags = tags;
        this.progress = progress;
    }

    /** Starts what lacks, as far as the deployment allows it by now. */
    Service start(Service service, List<Task> live, Instant now) {
        Deployment primary = Deployments.primary(service);
        int desired = service.desiredCount();
        long own = live.stream().filter((task) -> primary.id().equals(task.startedBy())).count();
        int most = Math.max(desired * HealthyPercent.maximum(service) / 100, (live.size() < desired) ? desired : 0);
        int lacking = (int) Math.min(desired - own, most - live.size());
        boolean failed = primary.rolloutState() == DeploymentRolloutState.FAILED;
        if (lacking <= 0 || failed || this.progress.of(service).notBefore().isAfter(now)) {
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
        if (this.starter.isShortForServices()) {
            return isShort(service, now);
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
        this.progress.steady(service, false);
        return Deployments.event(service,
                "has started " + started.size() + " tasks: " + ServiceTasks.names(started) + ".", now);
    }

    private Service unplaced(Service service, Instant now) {
        this.progress.pause(service, now.plus(ServiceScheduler.LONGEST_WAIT));
        return Deployments.event(service, "was unable to place a task because no container instance met all of its "
                + "requirements. Reason: No Container Instances were found in your cluster. For more information, see "
                + "the Troubleshooting section of the Amazon ECS Developer Guide.", now);
    }

    private Service isShort(Service service, Instant now) {
        this.progress.pause(service, now.plus(ServiceScheduler.LONGEST_WAIT));
        return Deployments.event(service,
                "was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or "
                        + "in a different availability zone. For more information, see the Troubleshooting section of "
                        + "the Amazon ECS Developer Guide.",
                now);
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

}
