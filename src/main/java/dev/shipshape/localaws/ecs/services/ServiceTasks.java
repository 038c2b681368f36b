package dev.shipshape.localaws.ecs.services;

import java.util.List;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of services, and how many there are of each deployment. */
final class ServiceTasks {

    private final TaskIndex tasks;

    ServiceTasks(TaskIndex tasks) {
        this.tasks = tasks;
    }

    List<Task> of(Service service) {
        return this.tasks.all(service.clusterArn(), TaskIndex.Kind.GROUP, "service:" + service.serviceName());
    }

    /** With the counts of its tasks as they are now. */
    Service counted(Service service) {
        List<Task> tasks = of(service);
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

    /** As events name them. */
    static String names(List<Task> tasks) {
        return tasks.stream()
            .map((task) -> "(task " + Names.last(task.taskArn()) + ")")
            .collect(Collectors.joining(" "));
    }

}
