package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.engine.ImageName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/**
 * What ECS checks of the containers of a task definition when it is registered. The model
 * has most of these rules in prose only.
 */
final class ContainerRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9._:/@#+-]{1,255}");

    private static final Set<String> FARGATE_LOG_DRIVERS = Set.of("awslogs", "splunk", "awsfirelens");

    private final List<ContainerDefinition> containers;

    private final boolean fargate;

    private final @Nullable NetworkMode networkMode;

    ContainerRules(List<ContainerDefinition> containers, boolean fargate, @Nullable NetworkMode networkMode) {
        this.containers = containers;
        this.fargate = fargate;
        this.networkMode = networkMode;
    }

    void check(@Nullable Integer taskCpu, @Nullable Integer taskMemory, @Nullable String executionRole) {
        PortRules ports = new PortRules(this.networkMode);
        Set<String> names = new HashSet<>();
        for (ContainerDefinition container : this.containers) {
            if (!names.add(container.name())) {
                throw EcsErrors.client("Duplicate container name '" + container.name() + "'.");
            }
            checkSize(container, taskMemory);
            ports.check(container);
            checkLogs(container, executionRole);
            if (this.fargate) {
                checkFargate(container, executionRole);
            }
        }
        if (this.containers.stream().allMatch((container) -> Boolean.FALSE.equals(container.essential()))) {
            throw EcsErrors.client("A task definition must have at least one essential container.");
        }
        checkSums(taskCpu, taskMemory);
        ports.checkDistinct(this.containers);
        new DependencyRules(this.containers).check();
    }

    /**
     * Checks that there are containers with names and images, before anything else of
     * them.
     */
    void checkNames() {
        if (this.containers.isEmpty()) {
            throw EcsErrors.client("Container list cannot be empty.");
        }
        this.containers.forEach(ContainerRules::checkName);
    }

    private static void checkName(ContainerDefinition container) {
        if (container.name() == null || container.name().isEmpty()) {
            throw EcsErrors.client("Container.name should not be null or empty.");
        }
        if (!NAME.matcher(container.name()).matches()) {
            throw EcsErrors.client("Container.name contains invalid characters.");
        }
        if (container.image() == null || container.image().isEmpty()) {
            throw EcsErrors.client("Container.image should not be null or empty.");
        }
        if (!IMAGE.matcher(container.image()).matches()) {
            throw EcsErrors.client("Container.image contains invalid characters.");
        }
    }

    private static void checkSize(ContainerDefinition container, @Nullable Integer taskMemory) {
        if (taskMemory == null && container.memory() == null && container.memoryReservation() == null) {
            throw EcsErrors.client("Invalid setting for container '" + container.name()
                    + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
        }
        if (container.memory() != null && container.memory() < 6) {
            throw EcsErrors.client("Invalid 'memory' setting for container '" + container.name()
                    + "'. The memory must be at least 6 MiB.");
        }
        if (container.memory() != null && container.memoryReservation() != null
                && container.memory() < container.memoryReservation()) {
            throw EcsErrors.client("Invalid setting for container '" + container.name()
                    + "'. The 'memory' must be greater than the 'memoryReservation'.");
        }
        if (container.cpu() != null && container.cpu() < 0) {
            throw EcsErrors.client("Invalid 'cpu' setting for container '" + container.name() + "'.");
        }
    }

    private void checkSums(@Nullable Integer taskCpu, @Nullable Integer taskMemory) {
        int cpu = sum(ContainerDefinition::cpu);
        if (taskCpu != null && cpu > taskCpu) {
            throw EcsErrors.client("The sum of the 'cpu' of all containers (" + cpu
                    + ") must not be greater than the 'cpu' of the task (" + taskCpu + ").");
        }
        if (taskMemory == null) {
            return;
        }
        for (ContainerDefinition container : this.containers) {
            if (container.memory() != null && container.memory() > taskMemory) {
                throw EcsErrors.client("Invalid 'memory' setting for container '" + container.name()
                        + "'. It must not be greater than the 'memory' of the task (" + taskMemory + ").");
            }
        }
        int reserved = sum(ContainerDefinition::memoryReservation);
        if (reserved > taskMemory) {
            throw EcsErrors.client("The sum of the 'memoryReservation' of all containers (" + reserved
                    + ") must not be greater than the 'memory' of the task (" + taskMemory + ").");
        }
    }

    private int sum(Function<ContainerDefinition, Integer> value) {
        return this.containers.stream().map(value).filter((each) -> each != null).mapToInt(Integer::intValue).sum();
    }

    private void checkLogs(ContainerDefinition container, @Nullable String executionRole) {
        if (container.logConfiguration() == null) {
            return;
        }
        String driver = container.logConfiguration().logDriverAsString();
        if (driver == null) {
            throw EcsErrors.client("Log driver should not be null.");
        }
        if (this.fargate && !FARGATE_LOG_DRIVERS.contains(driver)) {
            throw EcsErrors.client("Fargate does not support the log driver " + driver + ".");
        }
        if (!driver.equals("awslogs")) {
            return;
        }
        Map<String, String> options = container.logConfiguration().options();
        for (String needed : List.of("awslogs-group", "awslogs-region")) {
            if (options.getOrDefault(needed, "").isEmpty()) {
                throw EcsErrors.client("Log driver awslogs requires options: awslogs-region, awslogs-group");
            }
        }
        if (this.fargate && executionRole == null) {
            throw EcsErrors
                .client("Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        }
        if (this.fargate && options.getOrDefault("awslogs-stream-prefix", "").isEmpty()) {
            throw EcsErrors.client("Fargate requires the option awslogs-stream-prefix for the log driver awslogs.");
        }
    }

    private static void checkFargate(ContainerDefinition container, @Nullable String executionRole) {
        if (executionRole == null && ImageName.inOurRegistry(container.image()).isPresent()) {
            throw EcsErrors
                .client("Fargate requires task definition to have execution role ARN to support ECR images.");
        }
        if (executionRole == null && !container.secrets().isEmpty()) {
            throw EcsErrors
                .client("Fargate requires task definition to have execution role ARN to support container secrets.");
        }
        if (Boolean.TRUE.equals(container.privileged())) {
            throw EcsErrors.client("Fargate does not support privileged containers.");
        }
    }

}
