package dev.shipshape.localaws.ecs.taskdefinitions;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraintType;

/**
 * The members that the model requires inside a task definition, and the ranges that the
 * API reference gives in prose.
 */
final class MemberRules {

    private MemberRules() {
    }

    static void check(RegisterTaskDefinitionRequest request, boolean fargate) {
        if (request.placementConstraints().size() > 10) {
            throw EcsErrors.client("A task definition can have at most 10 placement constraints.");
        }
        if (fargate && !request.placementConstraints().isEmpty()) {
            throw EcsErrors.client("Fargate does not support placement constraints.");
        }
        request.placementConstraints().forEach(MemberRules::check);
        if (request.proxyConfiguration() != null) {
            required(request.proxyConfiguration().containerName(), "ProxyConfiguration.containerName");
        }
        request.inferenceAccelerators().forEach((one) -> {
            required(one.deviceName(), "InferenceAccelerator.deviceName");
            required(one.deviceType(), "InferenceAccelerator.deviceType");
        });
        request.containerDefinitions().forEach(MemberRules::check);
    }

    private static void check(TaskDefinitionPlacementConstraint constraint) {
        if (constraint.type() != TaskDefinitionPlacementConstraintType.MEMBER_OF) {
            throw EcsErrors.client("Invalid placement constraint type. The only valid value is memberOf.");
        }
        required(constraint.expression(), "PlacementConstraint.expression");
    }

    private static void check(ContainerDefinition container) {
        container.secrets().forEach(MemberRules::check);
        container.environmentFiles().forEach((file) -> {
            required(file.value(), "EnvironmentFile.value");
            required(file.typeAsString(), "EnvironmentFile.type");
        });
        container.ulimits().forEach((limit) -> required(limit.nameAsString(), "Ulimit.name"));
        container.extraHosts().forEach((host) -> {
            required(host.hostname(), "HostEntry.hostname");
            required(host.ipAddress(), "HostEntry.ipAddress");
        });
        container.resourceRequirements().forEach((requirement) -> {
            required(requirement.value(), "ResourceRequirement.value");
            required(requirement.typeAsString(), "ResourceRequirement.type");
        });
        if (container.repositoryCredentials() != null) {
            required(container.repositoryCredentials().credentialsParameter(),
                    "RepositoryCredentials.credentialsParameter");
        }
        if (container.firelensConfiguration() != null) {
            required(container.firelensConfiguration().typeAsString(), "FirelensConfiguration.type");
        }
        if (container.logConfiguration() != null) {
            container.logConfiguration().secretOptions().forEach(MemberRules::check);
        }
        if (container.linuxParameters() != null) {
            check(container.linuxParameters());
        }
        if (container.healthCheck() != null) {
            check(container.name(), container.healthCheck());
        }
        range(container.stopTimeout(), 0, Integer.MAX_VALUE, "stopTimeout", container.name());
        range(container.startTimeout(), 0, Integer.MAX_VALUE, "startTimeout", container.name());
    }

    private static void check(Secret secret) {
        required(secret.name(), "Secret.name");
        required(secret.valueFrom(), "Secret.valueFrom");
    }

    private static void check(LinuxParameters linux) {
        linux.devices().forEach((device) -> required(device.hostPath(), "Device.hostPath"));
        linux.tmpfs().forEach((tmpfs) -> required(tmpfs.containerPath(), "Tmpfs.containerPath"));
        range(linux.swappiness(), 0, 100, "swappiness", "linuxParameters");
    }

    /** The ranges of HealthCheck, in seconds and attempts. */
    private static void check(String container, HealthCheck check) {
        if (check.command().isEmpty()) {
            throw EcsErrors.client("HealthCheck.command should not be null or empty.");
        }
        range(check.interval(), 5, 300, "healthCheck.interval", container);
        range(check.timeout(), 2, 120, "healthCheck.timeout", container);
        range(check.retries(), 1, 10, "healthCheck.retries", container);
        range(check.startPeriod(), 0, 300, "healthCheck.startPeriod", container);
    }

    private static void range(@Nullable Integer value, int least, int most, String member, String where) {
        if (value != null && (value < least || value > most)) {
            throw EcsErrors.client("Invalid '" + member + "' setting for container '" + where + "': " + value
                    + " is not between " + least + " and " + most + ".");
        }
    }

    private static void required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw EcsErrors.client(member + " should not be null or empty.");
        }
    }

}
