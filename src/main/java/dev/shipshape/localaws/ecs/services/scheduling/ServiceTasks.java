package dev.shipshape.localaws.ecs.services.scheduling;

import java.util.List;

import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** The tasks of services, and how many there are of each deployment. */
final class ServiceTasks {

    private final EcsTables tables;

    ServiceTasks(EcsTables tables) {
        this.tables = tables;
    }

    List<Task> of(Service service) {
        return this.tables.taskIndex()
            .all(service.clusterArn(), TaskIndex.Kind.GROUP, "service:" + service.serviceName());
    }

    /**
     * The tasks that are to run. One on a draining instance is shown as if it were of no
     * deployment: like those of an older one it is replaced
     * (UpdateContainerInstancesState, API reference).
     */
    List<Task> toRun(Service service) {
        return of(service).stream()
            .filter(ServiceTasks::isToRun)
            .map((task) -> isLeaving(task) ? task.toBuilder().startedBy("").build() : task)
            .toList();
    }

    private boolean isLeaving(Task task) {
        return task.containerInstanceArn() != null && this.tables.containerInstances()
            .find(task.containerInstanceArn())
            .filter((instance) -> "DRAINING".equals(instance.status()))
            .isPresent();
    }

    /** Those of one deployment or task set. */
    static List<Task> of(List<Task> tasks, String id) {
        return tasks.stream().filter((task) -> id.equals(task.startedBy())).toList();
    }

    /**
     * Whether a task counts as healthy: it runs, and where its definition has health
     * checks they have succeeded (developer guide, minimum healthy percent).
     */
    boolean isHealthy(Task task) {
        if (!isRunning(task) || task.healthStatus() == HealthStatus.UNHEALTHY) {
            return false;
        }
        return task.healthStatus() == HealthStatus.HEALTHY || this.tables.taskDefinitions()
            .find(task.taskDefinitionArn())
            .map(TaskDefinition::containerDefinitions)
            .orElse(List.of())
            .stream()
            .allMatch((container) -> container.healthCheck() == null);
    }

    /** With the counts of its tasks as they are now. */
    Service counted(Service service) {
        List<Task> tasks = of(service);
        List<Deployment> deployments = service.deployments().stream().map((deployment) -> {
            List<Task> own = of(tasks, deployment.id());
            boolean primary = Deployments.isPrimary(deployment);
            return deployment.toBuilder()
                .desiredCount(primary ? service.desiredCount() : deployment.desiredCount())
                .pendingCount(pending(own))
                .runningCount(running(own))
                .build();
        }).toList();
        Service.Builder counted = service.toBuilder()
            .pendingCount(pending(tasks))
            .runningCount(running(tasks))
            .deployments(deployments);
        if (!service.taskSets().isEmpty()) {
            counted.taskSets(service.taskSets().stream().map((set) -> counted(set, tasks)).toList());
        }
        if (Deployments.isRolling(service)) {
            counted.currentServiceRevisions(deployments.stream().map((each) -> revision(service, each)).toList());
        }
        return counted.build();
    }

    private static TaskSet counted(TaskSet set, List<Task> tasks) {
        List<Task> own = of(tasks, set.id());
        return set.toBuilder().pendingCount(pending(own)).runningCount(running(own)).build();
    }

    private static ServiceCurrentRevisionSummary revision(Service service, Deployment deployment) {
        return ServiceCurrentRevisionSummary.builder()
            .arn(DeploymentHistory.revisionArn(service, deployment))
            .requestedTaskCount(deployment.desiredCount())
            .runningTaskCount(deployment.runningCount())
            .pendingTaskCount(deployment.pendingCount())
            .build();
    }

    private static int pending(List<Task> tasks) {
        return (int) tasks.stream().filter((task) -> isToRun(task) && !isRunning(task)).count();
    }

    private static int running(List<Task> tasks) {
        return (int) tasks.stream().filter(ServiceTasks::isRunning).count();
    }

    static boolean isToRun(Task task) {
        return "RUNNING".equals(task.desiredStatus());
    }

    static boolean isRunning(Task task) {
        return "RUNNING".equals(task.lastStatus());
    }

}
