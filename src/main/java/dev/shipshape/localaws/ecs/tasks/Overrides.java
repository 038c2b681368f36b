package dev.shipshape.localaws.ecs.tasks;

import java.util.List;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskSizes;
import dev.shipshape.localaws.protocol.JsonCodec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What a call may change of a task definition for its tasks (TaskOverride, API
 * reference).
 */
final class Overrides {

    /** The limit is on the JSON form, formatting included. */
    private static final int LONGEST = 8192;

    private final TaskDefinition definition;

    private final boolean fargate;

    Overrides(TaskDefinition definition, boolean fargate) {
        this.definition = definition;
        this.fargate = fargate;
    }

    TaskOverride checked(@Nullable TaskOverride asked) {
        if (asked == null) {
            return TaskOverride.builder().build();
        }
        if (JsonCodec.write(asked).length() > LONGEST) {
            throw EcsErrors.invalidParameter("Overrides length must be at most 8192.");
        }
        asked.containerOverrides().forEach(this::check);
        Integer cpu = TaskSizes.cpu(asked.cpu());
        Integer memory = TaskSizes.memory(asked.memory());
        checkSize(cpu, memory);
        checkStorage(asked.ephemeralStorage());
        return asked.toBuilder()
            .cpu((cpu != null) ? cpu.toString() : null)
            .memory((memory != null) ? memory.toString() : null)
            .build();
    }

    private void check(ContainerOverride override) {
        if (override.name() == null || override.name().isEmpty()) {
            throw EcsErrors.invalidParameter("Container override must have a name.");
        }
        boolean known = this.definition.containerDefinitions()
            .stream()
            .anyMatch((container) -> container.name().equals(override.name()));
        if (!known) {
            throw EcsErrors.invalidParameter(
                    "Override for container named " + override.name() + " is not a container in the TaskDefinition.");
        }
        for (Integer size : List.of(orZero(override.cpu()), orZero(override.memory()),
                orZero(override.memoryReservation()))) {
            if (size < 0) {
                throw EcsErrors
                    .invalidParameter("Invalid resource override for container named " + override.name() + ".");
            }
        }
    }

    private static Integer orZero(@Nullable Integer number) {
        return (number != null) ? number : 0;
    }

    private void checkSize(@Nullable Integer cpu, @Nullable Integer memory) {
        if (!this.fargate || (cpu == null && memory == null)) {
            return;
        }
        Integer wholeCpu = (cpu != null) ? cpu : TaskSizes.cpu(this.definition.cpu());
        Integer wholeMemory = (memory != null) ? memory : TaskSizes.memory(this.definition.memory());
        if (wholeCpu == null || wholeMemory == null || !TaskSizes.isFargate(wholeCpu, wholeMemory, false)) {
            throw EcsErrors.client("No Fargate configuration exists for given values: " + wholeCpu + " CPU, "
                    + wholeMemory + " memory. See the Amazon ECS documentation for the valid values.");
        }
    }

    private static void checkStorage(@Nullable EphemeralStorage storage) {
        if (storage != null && (storage.sizeInGiB() == null || storage.sizeInGiB() < 20 || storage.sizeInGiB() > 200)) {
            throw EcsErrors.invalidParameter("Ephemeral storage size must be between 20 and 200 GiB.");
        }
    }

}
