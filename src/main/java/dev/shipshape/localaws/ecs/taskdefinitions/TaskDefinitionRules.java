package dev.shipshape.localaws.ecs.taskdefinitions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Names;
import org.jspecify.annotations.Nullable;
import dev.shipshape.localaws.protocol.JsonCodec;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS checks of a task definition when it is registered, and what it adds. */
final class TaskDefinitionRules {

    private static final Set<String> ARCHITECTURES = Set.of("X86_64", "ARM64");

    /** A short name will do too (RegisterTaskDefinition, API reference). */
    private static final String ROLE = "arn:aws[a-z-]*:iam::\\d{12}:role/.+|[\\w+=,.@-]{1,64}";

    /** A task definition has 64 KiB at most (ECS service quotas). */
    private static final int LONGEST = 65_536;

    private final RegisterTaskDefinitionRequest request;

    private final boolean fargate;

    private final @Nullable Integer cpu;

    private final @Nullable Integer memory;

    TaskDefinitionRules(RegisterTaskDefinitionRequest request) {
        this.request = request;
        this.fargate = request.requiresCompatibilities().contains(Compatibility.FARGATE);
        this.cpu = TaskSizes.cpu(request.cpu());
        this.memory = TaskSizes.memory(request.memory());
    }

    /** The checked definition, without ARN, revision and status. */
    TaskDefinition.Builder checked() {
        String family = Names.family(this.request.family());
        int length = JsonCodec.write(this.request).getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw EcsErrors.client("Actual length: '" + length + "'. Max allowed length is '" + LONGEST + "' bytes.");
        }
        if (this.request.requiresCompatibilities().contains(Compatibility.UNKNOWN_TO_SDK_VERSION)) {
            throw EcsErrors.client("Invalid requiresCompatibilities. Valid values: EC2, FARGATE, EXTERNAL.");
        }
        if (this.request.networkMode() == NetworkMode.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.client("Invalid networkMode. Valid values: bridge, host, awsvpc, none.");
        }
        checkRole(this.request.executionRoleArn(), "executionRoleArn");
        checkRole(this.request.taskRoleArn(), "taskRoleArn");
        ContainerRules containers = new ContainerRules(this.request.containerDefinitions(), this.fargate,
                this.request.networkMode());
        containers.checkNames();
        if (this.fargate) {
            checkFargate();
        }
        containers.check(this.cpu, this.memory, this.request.executionRoleArn());
        MemberRules.check(this.request, this.fargate);
        new VolumeRules(this.request.volumes(), this.fargate).check(this.request.containerDefinitions());
        return TaskDefinition.builder()
            .family(family)
            .taskRoleArn(this.request.taskRoleArn())
            .executionRoleArn(this.request.executionRoleArn())
            .networkMode(this.request.networkModeAsString())
            .containerDefinitions(containers())
            .volumes(List.copyOf(this.request.volumes()))
            .placementConstraints(List.copyOf(this.request.placementConstraints()))
            .requiresCompatibilitiesWithStrings(this.request.requiresCompatibilitiesAsStrings())
            .compatibilitiesWithStrings(compatibilities())
            .requiresAttributes(RequiredAttributes.of(this.request))
            .cpu(text(this.cpu))
            .memory(text(this.memory))
            .pidMode(this.request.pidModeAsString())
            .ipcMode(this.request.ipcModeAsString())
            .proxyConfiguration(this.request.proxyConfiguration())
            .inferenceAccelerators(
                    this.request.hasInferenceAccelerators() ? this.request.inferenceAccelerators() : null)
            .ephemeralStorage(this.request.ephemeralStorage())
            .runtimePlatform(this.request.runtimePlatform())
            .enableFaultInjection(this.request.enableFaultInjection());
    }

    private static @Nullable String text(@Nullable Integer number) {
        return (number != null) ? number.toString() : null;
    }

    private static void checkRole(@Nullable String role, String what) {
        if (role != null && !role.matches(ROLE)) {
            throw EcsErrors.client("Invalid '" + what + "': " + role + " is not the ARN of a role.");
        }
    }

    private void checkFargate() {
        if (this.request.networkMode() != NetworkMode.AWSVPC) {
            throw EcsErrors.client("Fargate only supports network mode ‘awsvpc’.");
        }
        if (this.cpu == null) {
            throw EcsErrors.client("Fargate requires that 'cpu' be defined at the task level.");
        }
        if (this.memory == null) {
            throw EcsErrors.client("Fargate requires that 'memory' be defined at the task level.");
        }
        if (!TaskSizes.isFargate(this.cpu, this.memory, isWindows())) {
            throw EcsErrors.client("No Fargate configuration exists for given values: " + this.cpu + " CPU, "
                    + this.memory + " memory. See the Amazon ECS documentation for the valid values.");
        }
        if (this.request.pidModeAsString() != null && !this.request.pidModeAsString().equals("task")) {
            throw EcsErrors.client("Tasks using the Fargate launch type do not support pidMode '"
                    + this.request.pidModeAsString() + "'. The supported value for pidMode is 'task'.");
        }
        if (this.request.ipcModeAsString() != null) {
            throw EcsErrors.client("Fargate does not support ipcMode.");
        }
        if (this.request.ephemeralStorage() != null) {
            Integer size = this.request.ephemeralStorage().sizeInGiB();
            if (size == null || size < 21 || size > 200) {
                throw EcsErrors.client("Ephemeral storage size must be between 21 and 200 GiB.");
            }
        }
        checkPlatform();
    }

    private void checkPlatform() {
        if (this.request.runtimePlatform() == null) {
            return;
        }
        String architecture = this.request.runtimePlatform().cpuArchitectureAsString();
        if (architecture != null && !ARCHITECTURES.contains(architecture)) {
            throw EcsErrors.client("Invalid cpuArchitecture. Valid values: X86_64, ARM64.");
        }
        if (isWindows() && "ARM64".equals(architecture)) {
            throw EcsErrors.client("Windows tasks on Fargate require the X86_64 architecture.");
        }
    }

    private boolean isWindows() {
        return this.request.runtimePlatform() != null
                && this.request.runtimePlatform().operatingSystemFamilyAsString() != null
                && this.request.runtimePlatform().operatingSystemFamilyAsString().startsWith("WINDOWS");
    }

    /** What ECS answers for members that were left out. */
    private List<ContainerDefinition> containers() {
        return this.request.containerDefinitions().stream().map((container) -> {
            ContainerDefinition.Builder full = container.toBuilder();
            full.cpu((container.cpu() != null) ? container.cpu() : 0);
            full.essential(!Boolean.FALSE.equals(container.essential()));
            full.environment(List.copyOf(container.environment()));
            full.mountPoints(List.copyOf(container.mountPoints()));
            full.volumesFrom(List.copyOf(container.volumesFrom()));
            full.systemControls(List.copyOf(container.systemControls()));
            full.portMappings(container.portMappings().stream().map((port) -> {
                boolean sameHostPort = port.hostPort() == null && this.request.networkMode() == NetworkMode.AWSVPC;
                return port.toBuilder()
                    .protocol((port.protocolAsString() != null) ? port.protocolAsString() : "tcp")
                    .hostPort(sameHostPort ? port.containerPort() : port.hostPort())
                    .build();
            }).toList());
            return full.build();
        }).toList();
    }

    private List<String> compatibilities() {
        // Instances outside AWS have no network interfaces to give away.
        boolean external = this.request.networkMode() != NetworkMode.AWSVPC && !this.fargate;
        List<String> compatibilities = new ArrayList<>(external ? List.of("EXTERNAL", "EC2") : List.of("EC2"));
        if (this.fargate || isFargateByItself()) {
            compatibilities.add("FARGATE");
        }
        return compatibilities;
    }

    private boolean isFargateByItself() {
        return this.request.networkMode() == NetworkMode.AWSVPC && this.cpu != null && this.memory != null
                && TaskSizes.isFargate(this.cpu, this.memory, isWindows());
    }

}
