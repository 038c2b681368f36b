package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/** What ECS checks of the order in which containers wait for each other. */
final class DependencyRules {

    private final List<ContainerDefinition> containers;

    DependencyRules(List<ContainerDefinition> containers) {
        this.containers = containers;
    }

    void check() {
        Map<String, ContainerDefinition> byName = this.containers.stream()
            .collect(Collectors.toMap(ContainerDefinition::name, (container) -> container));
        for (ContainerDefinition container : this.containers) {
            for (ContainerDependency dependency : container.dependsOn()) {
                ContainerDefinition other = byName.get(String.valueOf(dependency.containerName()));
                if (other == null) {
                    throw EcsErrors.client("Container '" + container.name() + "' depends on container '"
                            + dependency.containerName() + "', which is not in the task definition.");
                }
                if (dependency.condition() == null
                        || dependency.condition() == ContainerCondition.UNKNOWN_TO_SDK_VERSION) {
                    throw EcsErrors.client("Invalid dependency condition for container '" + container.name()
                            + "'. Valid values: START, COMPLETE, SUCCESS, HEALTHY.");
                }
                if (dependency.condition() == ContainerCondition.HEALTHY && other.healthCheck() == null) {
                    throw EcsErrors.client("Container '" + container.name() + "' waits for container '" + other.name()
                            + "' to be HEALTHY, which has no health check.");
                }
            }
            checkNoCycle(container, byName, new HashSet<>());
        }
    }

    private static void checkNoCycle(ContainerDefinition container, Map<String, ContainerDefinition> byName,
            Set<String> path) {
        if (!path.add(container.name())) {
            throw EcsErrors.client("Container dependencies must not be circular: " + container.name() + ".");
        }
        for (ContainerDependency dependency : container.dependsOn()) {
            ContainerDefinition other = byName.get(dependency.containerName());
            if (other != null) {
                checkNoCycle(other, byName, new HashSet<>(path));
            }
        }
    }

}
